import { openS3Client } from './s3-client.ts'
import type { S3Place } from './s3-url.ts'

export type StaticFile = {
  readonly bytes: Uint8Array
  readonly contentType: string
  readonly cacheControl: string
}

/** A place in S3 that serves files to everyone, behind a CDN. Nothing in it is sealed, and nothing is ever deleted from here. */
export type StaticBucket = AsyncDisposable & {
  /** Bytes of each object, by what follows the place's key. */
  sizes(): Promise<ReadonlyMap<string, number>>
  put(path: string, file: StaticFile): Promise<void>
}

/** Errors are the SDK's own. */
export const openStaticBucket = async (options: {
  readonly place: S3Place
  readonly endpoint?: string | undefined
}): Promise<StaticBucket> => {
  const { paginateListObjectsV2, PutObjectCommand } = await import('@aws-sdk/client-s3')
  const client = await openS3Client(options)
  const { bucket: Bucket, key } = options.place
  return {
    sizes: async () => {
      const found = new Map<string, number>()
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: `${key}/` }))
        for (const { Key = '', Size = 0 } of Contents) found.set(Key.slice(key.length), Size)
      return found
    },
    put: async (path, { bytes, contentType, cacheControl }) => {
      const object = { Bucket, Key: key + path, Body: bytes }
      await client.send(new PutObjectCommand({ ...object, ContentType: contentType, CacheControl: cacheControl }))
    },
    async [Symbol.asyncDispose]() {
      client.destroy()
    },
  }
}
