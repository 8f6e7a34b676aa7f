import { openKeyFileAt } from './key-file.ts'
import { protectedByKms } from './kms.ts'
import { inS3 } from './s3-key-storage.ts'

/** A process that opens a key file in S3 and prints what follows from its keys; for tests. */
const [bucket = '', key = ''] = process.argv.slice(2)
const { KMS_KEY_ID = '', S3_ENDPOINT } = process.env
const keys = await openKeyFileAt({
  path: `s3://${bucket}/${key}`,
  protection: await protectedByKms(KMS_KEY_ID),
  storage: await inS3({ place: { bucket, key }, endpoint: S3_ENDPOINT }),
})
process.stdout.write(keys.blindKey('test').toString('hex'))
