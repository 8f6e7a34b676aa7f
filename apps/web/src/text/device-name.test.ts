import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceName } from './device-name.ts'

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

for (const [device, name] of [
  [`Mozilla/5.0 (Linux; Android 15; SM-A166B) ${webkit} Chrome/156.0 Mobile Safari/537.36`, 'Chrome, Android'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/156.0 Safari/537.36 Edg/156.0`, 'Edge, Windows'],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) ${webkit} Version/19.0 Safari/604.1`, 'Safari, iPhone'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0', 'Firefox, Linux'],
  ['curl/8.9', undefined],
  [undefined, undefined],
] as const)
  test(`${device ?? 'nothing'} is ${name ?? 'not known'}`, () => assert.equal(deviceName(device), name))
