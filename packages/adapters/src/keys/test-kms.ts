import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

/** A look-alike of AWS KMS with one key, in this process. */
export type TestKms = AsyncDisposable & {
  readonly url: string
  readonly keyId: string
  /** How many times each operation was called. */
  readonly calls: ReadonlyMap<string, number>
  /** Refuses everything from now on, as where the rights were taken away. */
  deny(): void
}

type Body = {
  readonly KeyId?: string
  readonly NumberOfBytes?: number
  readonly Plaintext?: string
  readonly CiphertextBlob?: string
  readonly EncryptionContext?: Readonly<Record<string, string>>
}

export const startTestKms = async (): Promise<TestKms> => {
  const keyId = 'arn:aws:kms:eu-west-1:111122223333:key/test'
  const secret = randomBytes(32)
  const calls = new Map<string, number>()
  let denied = false
  const answer = (operation: string, body: Body): readonly [number, object] => {
    if (denied) return [400, { __type: 'AccessDeniedException', message: 'not authorized' }]
    if (body.KeyId !== undefined && body.KeyId !== keyId)
      return [400, { __type: 'NotFoundException', message: 'no key' }]
    const context = JSON.stringify(Object.entries(body.EncryptionContext ?? {}).sort())
    if (operation === 'GenerateDataKey') {
      const plain = randomBytes(body.NumberOfBytes ?? 32)
      return [200, { KeyId: keyId, Plaintext: plain.toString('base64'), CiphertextBlob: seal(secret, plain, context) }]
    }
    if (operation === 'Encrypt') {
      const plain = Buffer.from(body.Plaintext ?? '', 'base64')
      return [200, { KeyId: keyId, CiphertextBlob: seal(secret, plain, context) }]
    }
    const plain = open(secret, Buffer.from(body.CiphertextBlob ?? '', 'base64'), context)
    if (plain === undefined) return [400, { __type: 'InvalidCiphertextException', message: '' }]
    return [200, { KeyId: keyId, Plaintext: plain.toString('base64') }]
  }
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).replace('TrentService.', '')
    calls.set(operation, (calls.get(operation) ?? 0) + 1)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const [status, body] = answer(operation, JSON.parse(Buffer.concat(chunks).toString()))
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    keyId,
    calls,
    deny: () => {
      denied = true
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const seal = (secret: Buffer, plain: Buffer, context: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

const open = (secret: Buffer, sealed: Buffer, context: string): Buffer | undefined => {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, 12), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(12, 28))
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
  } catch {
    return undefined
  }
}
