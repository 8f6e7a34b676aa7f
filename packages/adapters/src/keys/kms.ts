import type { KMSClient } from '@aws-sdk/client-kms'
import { isOpenCircuit } from '../aws/outage.ts'
import { keyBytes, type Protection } from './protection.ts'

/** How long KMS is waited for, in milliseconds: to connect, for a byte to move, and how long nobody asks once it is away. */
export type KmsPatience = { readonly connectMs: number; readonly silenceMs: number; readonly restMs: number }
const usual: KmsPatience = { connectMs: 2000, silenceMs: 5000, restMs: 10_000 }

/** KMS refused, or does not answer. Holds the error's name, such as `AccessDeniedException`. */
export class KmsUnavailable extends Error {
  override readonly name = 'KmsUnavailable'
}

const refusedCiphertexts: ReadonlySet<string> = new Set(['InvalidCiphertextException', 'IncorrectKeyException'])

/**
 * Keys that stand in the file as ciphertext of an AWS KMS key (its id, ARN or alias): a call to KMS each when the file is opened, and
 * none afterwards. Region, credentials and endpoint are what the AWS SDK finds in the environment. The key's name is authenticated
 * as encryption context. While KMS is away nine requests at most fail before nobody asks any more; there is no way around it.
 */
export const protectedByKms = async (keyId: string, patience: KmsPatience = usual): Promise<Protection> => {
  // Only who uses KMS pays for its client.
  const {
    DecryptCommand,
    EncryptCommand,
    GenerateDataKeyCommand,
    KMSClient: Client,
  } = await import('@aws-sdk/client-kms')
  const { createCircuit, insideRetries } = await import('../aws/circuit.ts')
  const client: KMSClient = new Client({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: patience.connectMs, socketTimeout: patience.silenceMs },
  })
  const circuit = createCircuit({ restMs: patience.restMs })
  client.middlewareStack.add((next) => (args) => circuit(() => next(args)), insideRetries)
  const contextOf = (name: string) => ({ service: 'rolecall', key: name })
  return {
    kms: keyId,
    make: async (name) => {
      const command = new GenerateDataKeyCommand({
        KeyId: keyId,
        NumberOfBytes: keyBytes,
        EncryptionContext: contextOf(name),
      })
      const { CiphertextBlob } = await told(() => client.send(command))
      if (CiphertextBlob === undefined) throw new KmsUnavailable('KMS gave no key')
      return Buffer.from(CiphertextBlob).toString('base64url')
    },
    keep: async (name, bytes) => {
      const command = new EncryptCommand({ KeyId: keyId, Plaintext: bytes, EncryptionContext: contextOf(name) })
      const { CiphertextBlob } = await told(() => client.send(command))
      if (CiphertextBlob === undefined) throw new KmsUnavailable('KMS sealed no key')
      return Buffer.from(CiphertextBlob).toString('base64url')
    },
    open: async (name, stored) => {
      const CiphertextBlob = Buffer.from(stored, 'base64url')
      const command = new DecryptCommand({ KeyId: keyId, CiphertextBlob, EncryptionContext: contextOf(name) })
      try {
        const { Plaintext } = await told(() => client.send(command))
        return Plaintext?.length === keyBytes ? Buffer.from(Plaintext) : undefined
      } catch (error) {
        if (error instanceof KmsUnavailable && refusedCiphertexts.has(error.message)) return undefined
        throw error
      }
    },
  }
}

const told = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (cause) {
    if (isOpenCircuit(cause)) throw new KmsUnavailable('KMS was away a moment ago and is not asked now', { cause })
    throw new KmsUnavailable(cause instanceof Error ? cause.name : 'no error', { cause })
  }
}
