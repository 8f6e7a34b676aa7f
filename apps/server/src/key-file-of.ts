import { readS3Url } from '@rolecall/adapters/aws/s3-url'
import type { KeyFilePlace } from '@rolecall/adapters/keys/key-file'
import { inFile } from '@rolecall/adapters/keys/key-storage'
import { protectedByKms } from '@rolecall/adapters/keys/kms'
import { unprotected } from '@rolecall/adapters/keys/protection'
import type { Config } from './config.ts'

/** The operator's key file, its keys sealed by KMS where that is configured. One in S3 always is. */
export const keyFileOf = async ({
  keyFile: path,
  kmsKeyId,
  s3Endpoint,
}: Pick<Config, 'keyFile' | 'kmsKeyId' | 's3Endpoint'>): Promise<KeyFilePlace> => {
  const protection = kmsKeyId === undefined ? unprotected : await protectedByKms(kmsKeyId)
  const place = readS3Url(path)
  if (place === undefined) return { path, protection, storage: inFile(path) }
  // Only who keeps keys in S3 pays for its client.
  const { inS3 } = await import('@rolecall/adapters/keys/s3-key-storage')
  return { path, protection, storage: await inS3({ place, endpoint: s3Endpoint }) }
}
