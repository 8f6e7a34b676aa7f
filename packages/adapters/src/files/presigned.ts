import type { PresignedFiles } from '@rolecall/core/ports/files'
import { openS3Client } from '../aws/s3-client.ts'
import type { S3Place } from '../aws/s3-url.ts'
import { checkKey } from './key.ts'

const longestSeconds = 300
const largestBytes = 5 * 2 ** 30
const type = /^[a-z]+\/[a-z0-9.+-]+(; charset=utf-8)?$/
const name = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/

/** Signing asks nobody: it is arithmetic with the credentials, and needs no circuit. */
export const presignedBy = async (options: {
  readonly endpoint?: string | undefined
  readonly place: S3Place
}): Promise<PresignedFiles & AsyncDisposable> => {
  const { GetObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3')
  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner')
  // Else the checksum of no content at all is signed along with an upload.
  const client = await openS3Client(options, { requestChecksumCalculation: 'WHEN_REQUIRED' })
  const { bucket, key: prefix } = options.place
  const object = (key: string) => {
    checkKey(key)
    return { Bucket: bucket, Key: prefix === '' ? key : `${prefix}/${key}` }
  }
  return {
    get: async (key, { contentType, fileName, seconds }) => {
      check({ contentType, seconds, fileName })
      const command = new GetObjectCommand({
        ...object(key),
        ResponseContentType: contentType,
        ResponseContentDisposition: `attachment; filename="${fileName}"`,
        ResponseCacheControl: 'no-store',
      })
      return getSignedUrl(client, command, { expiresIn: seconds })
    },
    put: async (key, { contentType, bytes, seconds }) => {
      check({ contentType, seconds, bytes })
      const command = new PutObjectCommand({ ...object(key), ContentType: contentType, ContentLength: bytes })
      return getSignedUrl(client, command, {
        expiresIn: seconds,
        signableHeaders: new Set(['host', 'content-type', 'content-length']),
      })
    },
    async [Symbol.asyncDispose]() {
      client.destroy()
    },
  }
}

/** What was asked for gives away too much, or goes into a header where it does not belong. */
export class PresigningRefused extends Error {
  override readonly name = 'PresigningRefused'
}

const check = (asked: {
  readonly contentType: string
  readonly seconds: number
  readonly fileName?: string
  readonly bytes?: number
}): void => {
  const { contentType, seconds, fileName, bytes } = asked
  const isOfRange = (value: number, most: number) => Number.isSafeInteger(value) && value >= 1 && value <= most
  if (!isOfRange(seconds, longestSeconds))
    throw new PresigningRefused(`an address is good for 1 to ${longestSeconds} seconds`)
  if (!type.test(contentType)) throw new PresigningRefused('this is no content type')
  if (fileName !== undefined && !name.test(fileName)) throw new PresigningRefused('this is no plain name of a file')
  if (bytes !== undefined && !isOfRange(bytes, largestBytes))
    throw new PresigningRefused('this is no size that S3 takes at once: give bytes, at most 5 GiB')
}
