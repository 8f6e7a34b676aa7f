import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3'
import { statusOf } from './outage.ts'

/** How long S3 is waited for, in milliseconds: to connect, and for a byte to move. */
export type S3Patience = { readonly connectMs: number; readonly silenceMs: number }
const patience: S3Patience = { connectMs: 2000, silenceMs: 5000 }

/** Each call is tried this often, with jitter in between, which is the SDK's. */
export const triesOfACall = 3

/**
 * The official client. Region and credentials are what the AWS SDK finds in the environment. `endpoint`: of a look-alike, whose
 * buckets stand in the path. `extra`: what only one use of it needs.
 */
export const openS3Client = async (
  options: { readonly endpoint?: string | undefined; readonly patience?: S3Patience | undefined },
  extra: S3ClientConfig = {},
): Promise<S3Client> => {
  // Only who uses S3 pays for its client: some 40 MB and a good part of a start.
  const { S3Client: Client } = await import('@aws-sdk/client-s3')
  const { connectMs, silenceMs } = options.patience ?? patience
  return new Client({
    maxAttempts: triesOfACall,
    retryMode: 'standard',
    requestHandler: { connectionTimeout: connectMs, socketTimeout: silenceMs },
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint, forcePathStyle: true }),
    ...extra,
  })
}

/** What is wrong with the bucket or the rights to it, in words that follow its address; undefined for what waiting may mend. */
export const s3Refusal = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  const status = statusOf(error)
  if (error.name === 'NoSuchBucket' || error.name === 'InvalidBucketName') return 'there is no such bucket'
  if (error.name === 'PermanentRedirect' || error.name === 'AuthorizationHeaderMalformed')
    return 'the bucket is in another region than AWS_REGION says'
  if (error.name === 'CredentialsProviderError') return 'no credentials of AWS were found in the environment'
  if (/region (is missing|not accepted)/i.test(error.message)) return 'AWS_REGION is not set, or names no region'
  if (status === 401 || status === 403) return 'access is denied'
  return undefined
}
