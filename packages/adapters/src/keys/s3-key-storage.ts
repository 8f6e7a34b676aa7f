import { statusOf } from '../aws/outage.ts'
import { openS3Client, s3Refusal } from '../aws/s3-client.ts'
import { type S3Place, s3UrlOf } from '../aws/s3-url.ts'
import { KeyFileRefused, KeyFileUnavailable } from './key-file-refused.ts'
import type { KeyStorage } from './key-storage.ts'

/**
 * A key file in S3, which many machines share. It is created and replaced on condition of what stands there (`If-None-Match`,
 * `If-Match`), so that no two make keys at once and none overwrites what it has not seen. Only for a file that KMS seals.
 */
export const inS3 = async (options: {
  readonly place: S3Place
  readonly endpoint?: string | undefined
}): Promise<KeyStorage> => {
  const { GetObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3')
  const client = await openS3Client(options)
  const { place } = options
  const object = { Bucket: place.bucket, Key: place.key }
  const put = (text: string, condition: { readonly IfNoneMatch: '*' } | { readonly IfMatch: string }) =>
    client.send(new PutObjectCommand({ ...object, ...condition, Body: text, ContentType: 'application/json' }))
  return {
    read: () =>
      told(place, async () => {
        const answer = await client.send(new GetObjectCommand(object)).catch(undefinedIfAbsent)
        if (answer?.Body === undefined) return undefined
        return { text: await answer.Body.transformToString(), version: answer.ETag ?? '' }
      }),
    create: (text) => told(place, async () => void (await put(text, { IfNoneMatch: '*' }).catch(ignoreLost))),
    replace: (text, version) =>
      told(place, async () => {
        await put(text, { IfMatch: version }).catch((error) => {
          if (isLost(error)) throw new KeyFileRefused(`${s3UrlOf(place)} was changed meanwhile: run this again`)
          throw error
        })
      }),
  }
}

const undefinedIfAbsent = (error: unknown): undefined => {
  if (!(error instanceof Error && error.name === 'NoSuchKey')) throw error
}

/** Somebody else's file stands there (412), or is just being put (409): whoever reads next sees it. */
const isLost = (error: unknown): boolean => statusOf(error) === 412 || statusOf(error) === 409
const ignoreLost = (error: unknown): void => {
  if (!isLost(error)) throw error
}

const told = async <T>(place: S3Place, call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (cause) {
    if (cause instanceof KeyFileRefused) throw cause
    const refusal = s3Refusal(cause)
    if (refusal !== undefined) throw new KeyFileRefused(`${s3UrlOf(place)}: ${refusal}`, { cause })
    throw new KeyFileUnavailable(cause instanceof Error ? cause.name : 'no error', { cause })
  }
}
