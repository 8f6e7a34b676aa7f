import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { freePort } from '@rolecall/test-servers/free-port'
import { until } from './until.ts'

/** The settings of compose.yaml's balancer. */
export const balancerFile = join(import.meta.dirname, '../../infra/docker/haproxy.cfg')

export type Balancer = AsyncDisposable & { readonly port: number }

/** HAProxy as compose.yaml starts it, on a port of this machine. */
export const startBalancer = async (
  nameserver: string,
  serverPort: number,
  settings: Readonly<Record<string, string>> = {},
) => {
  const port = await freePort()
  const env = {
    ...settings,
    NAMESERVER: nameserver,
    LISTEN: `127.0.0.1:${port}`,
    WEB: `web:${serverPort}`,
    PHONES: `phones:${serverPort}`,
  }
  const child = spawn(process.env.HAPROXY ?? '', ['-db', '-f', balancerFile], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let told = ''
  child.stderr.on('data', (chunk) => {
    told += chunk
  })
  const ended = once(child, 'exit')
  const answers = async () => (await fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' })).status > 0
  await until(async () => child.exitCode !== null || (await answers())).catch((error) => {
    child.kill('SIGKILL')
    throw error
  })
  assert.equal(child.exitCode, null, told)
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
