import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sign, verifySignature } from './signature.ts'

const body = Buffer.from('{"object":"whatsapp_business_account","text":"\\u00e9 \\/"}')

test('a signature is HMAC-SHA256 in hex behind its prefix', () => {
  // RFC 4231, test case 2.
  const signature = sign(Buffer.from('what do ya want for nothing?'), 'Jefe')
  assert.equal(signature, 'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
})

test('the signature of the raw bytes is accepted', () => {
  assert.equal(verifySignature(body, sign(body, 'secret'), 'secret'), true)
})

test('a body that is parsed and written anew no longer fits its signature', () => {
  const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString())))
  assert.equal(verifySignature(rewritten, sign(body, 'secret'), 'secret'), false)
})

const refused: [claim: string, header: string | undefined][] = [
  ['a missing header', undefined],
  ['an empty header', ''],
  ['the prefix alone', 'sha256='],
  ['a signature without its prefix', sign(body, 'secret').slice(7)],
  ['a shortened signature', sign(body, 'secret').slice(0, -1)],
  ['a lengthened signature', `${sign(body, 'secret')}0`],
  ['another secret', sign(body, 'secret2')],
  ['characters beyond Latin-1 that end in the same bytes', sign(body, 'secret').replace('s', '\u0173')],
  ['another algorithm', sign(body, 'secret').replace('sha256', 'sha512')],
]
for (const [claim, header] of refused) {
  test(`${claim} is refused`, () => assert.equal(verifySignature(body, header, 'secret'), false))
}

test('with no secret nothing is accepted, not even what the empty secret signs', () => {
  assert.equal(verifySignature(body, sign(body, ''), ''), false)
})
