import type { KeyFilePlace } from '@rolecall/adapters/keys/edit-key-file'
import { protectedByKms } from '@rolecall/adapters/keys/kms'
import { unprotected } from '@rolecall/adapters/keys/protection'
import type { Config } from './config.ts'

/** The operator's key file, its keys sealed by KMS where that is configured. */
export const keyFileOf = async ({
  keyFile,
  kmsKeyId,
}: Pick<Config, 'keyFile' | 'kmsKeyId'>): Promise<KeyFilePlace> => ({
  path: keyFile,
  protection: kmsKeyId === undefined ? unprotected : await protectedByKms(kmsKeyId),
})
