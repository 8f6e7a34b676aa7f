import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stripMetadata } from './strip-metadata.ts'

const canary = Buffer.from('GPS canary -1.03,37.07')

const segment = (marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}
const jpeg = (...more: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe0, Buffer.from('JFIF\0')),
    ...more,
    segment(0xe2, Buffer.from('ICC_PROFILE\0')),
    segment(0xdb, Buffer.from('quantum')),
    Buffer.from('ffda0002', 'hex'),
    Buffer.from('pixels\xff\xe1 of any value\xff\xd9', 'latin1'),
  ])

const chunk = (name: string, content: Buffer): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(content.length)
  return Buffer.concat([size, Buffer.from(name), content, Buffer.from('crc!')])
}
const png = (...more: readonly Buffer[]): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from('13 bytes here')),
    ...more,
    chunk('IDAT', Buffer.from('pixels')),
    chunk('IEND', Buffer.alloc(0)),
  ])

const riff = (name: string, content: Buffer): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(name), size, content, Buffer.alloc(content.length % 2)])
}
const webp = (flags: number, ...more: readonly Buffer[]): Buffer =>
  riff(
    'RIFF',
    Buffer.concat([
      Buffer.from('WEBP'),
      riff('VP8X', Buffer.from([flags, 0, 0, 0, 1, 0, 0, 1, 0, 0])),
      riff('VP8 ', Buffer.from('odd')),
      ...more,
    ]),
  )

test('a photo loses where and when it was taken, and keeps its picture byte for byte', () => {
  const told = [0xe1, 0xe1, 0xed, 0xef, 0xfe].map((marker) => segment(marker, canary))
  assert.deepEqual(stripMetadata(jpeg(...told), 'image/jpeg'), jpeg())
  const written = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'].map((name) => chunk(name, canary))
  assert.deepEqual(stripMetadata(png(...written), 'image/png'), png())
  const said = [riff('EXIF', canary), riff('XMP ', canary)]
  assert.deepEqual(stripMetadata(webp(0x1c, ...said), 'image/webp'), webp(0x10))
})

test('a picture that tells nothing, and what is no picture, stay as they are', () => {
  for (const [bytes, type] of [
    [jpeg(), 'image/jpeg'],
    [png(), 'image/png'],
    [webp(0x10), 'image/webp'],
    [canary, 'application/pdf'],
    [canary, 'audio/ogg'],
  ] as const)
    assert.deepEqual(stripMetadata(bytes, type), bytes, type)
})

test('bytes that end too early, wherever it is, are not taken apart', () => {
  for (const [whole, type] of [
    [jpeg(segment(0xe1, canary)), 'image/jpeg'],
    [png(chunk('tEXt', canary)), 'image/png'],
    [webp(0x1c, riff('EXIF', canary)), 'image/webp'],
  ] as const)
    for (let length = 0; length < whole.length; length += 1) stripMetadata(whole.subarray(0, length), type)
})
