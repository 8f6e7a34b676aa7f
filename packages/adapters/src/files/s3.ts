import type { S3Client } from '@aws-sdk/client-s3'
import { type Files, FilesUnavailable } from '@rolecall/core/ports/files'
import { type Circuit, createCircuit, insideRetries } from '../aws/circuit.ts'
import { isOpenCircuit, isOutage, statusOf } from '../aws/outage.ts'
import { openS3Client, type S3Patience, s3Refusal } from '../aws/s3-client.ts'
import { type S3Place, s3UrlOf } from '../aws/s3-url.ts'
import { BucketRefused } from './bucket-refused.ts'
import { checkKey } from './key.ts'
import { presignedBy } from './presigned.ts'

export type S3FilesOptions = {
  /** `key`: what the key of every file begins with. */
  readonly place: S3Place
  /** Of a look-alike. */
  readonly endpoint?: string | undefined
  /** Nobody tries it out: who did is another part of the same process, or only reads. */
  readonly untried?: boolean | undefined
  /** How many keys are asked for at once; as many as S3 gives by default. */
  readonly keysAtOnce?: number | undefined
  readonly onCircuit?: ((state: 'open' | 'closed') => void) | undefined
  readonly patience?: (S3Patience & { readonly callMs: number; readonly restMs: number }) | undefined
}

/** No key of a file can be this one: its last part begins with a dot. */
const probe = '.rolecall'

/** How long a call may take with all its tries, and how long nobody asks once S3 is away, in milliseconds. */
const usual = { callMs: 60_000, restMs: 10_000 }

/**
 * Files in a bucket of S3. A bucket that is not there, or that refuses us, is found out now; one that does not answer now may answer
 * later. Every call ends within its time, and while S3 is away calls fail at once.
 * @throws BucketRefused
 */
export const openS3Files = async (options: S3FilesOptions): Promise<Files & AsyncDisposable> => {
  const { endpoint, place, untried, patience, onCircuit } = options
  const client = await openS3Client({ endpoint, patience })
  if (untried !== true) await tryOut(client, place)
  const { restMs, callMs } = patience ?? usual
  const circuit = createCircuit({ restMs, onChange: onCircuit })
  client.middlewareStack.add((next) => (args) => circuit(() => next(args)), insideRetries)
  const files = await filesOf({ client, circuit, callMs, pageSize: options.keysAtOnce }, place)
  const presigned = await presignedBy({ endpoint, place })
  return {
    ...files,
    presigned,
    async [Symbol.asyncDispose]() {
      client.destroy()
      await presigned[Symbol.asyncDispose]()
    },
  }
}

type Asking = {
  readonly client: S3Client
  readonly circuit: Circuit
  readonly callMs: number
  readonly pageSize: number | undefined
}

const filesOf = async (
  { client, circuit, callMs, pageSize }: Asking,
  { bucket, key: prefix }: S3Place,
): Promise<Omit<Files, 'presigned'>> => {
  const { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, paginateListObjectsV2 } = await import(
    '@aws-sdk/client-s3'
  )
  const start = prefix === '' ? '' : `${prefix}/`
  const object = (key: string) => {
    checkKey(key)
    return { Bucket: bucket, Key: start + key }
  }
  const inTime = () => ({ abortSignal: AbortSignal.timeout(callMs) })
  return {
    put: async (key, bytes) => {
      const command = new PutObjectCommand({ ...object(key), Body: bytes, ContentType: 'application/octet-stream' })
      await told(() => client.send(command, inTime()))
    },
    get: async (key) => {
      const command = new GetObjectCommand(object(key))
      return told(async () => {
        const { Body } = await client.send(command, inTime()).catch(undefinedIfAbsent)
        return Body && circuit(() => Body.transformToByteArray())
      })
    },
    delete: async (key) => {
      const command = new DeleteObjectCommand(object(key))
      await told(() => client.send(command, inTime()))
    },
    async *keys() {
      const pages = paginateListObjectsV2(pageSize === undefined ? { client } : { client, pageSize }, {
        Bucket: bucket,
        Prefix: start,
      })
      for (;;) {
        const { value } = await told(() => pages.next())
        if (value === undefined) return
        for (const { Key = '' } of value.Contents ?? []) if (Key !== start + probe) yield Key.slice(start.length)
      }
    },
  }
}

const undefinedIfAbsent = (error: unknown): { readonly Body?: undefined } => {
  if (error instanceof Error && error.name === 'NoSuchKey') return {}
  throw error
}

/** Whoever may not write, or not list so that what is absent is told apart from what is denied, cannot keep files. */
const tryOut = async (client: S3Client, place: S3Place): Promise<void> => {
  const { HeadObjectCommand, PutObjectCommand } = await import('@aws-sdk/client-s3')
  const object = { Bucket: place.bucket, Key: place.key === '' ? probe : `${place.key}/${probe}` }
  try {
    await client.send(new PutObjectCommand({ ...object, Body: 'Rolecall' }))
    await client.send(new HeadObjectCommand({ ...object, Key: `${object.Key}-absent` })).catch(letAbsent)
  } catch (cause) {
    const refusal = s3Refusal(cause)
    if (refusal !== undefined) throw new BucketRefused(`${s3UrlOf(place)}: ${refusal}`, { cause })
    if (!isOutage(cause)) throw cause
  }
}

const letAbsent = (error: unknown): void => {
  if (statusOf(error) !== 404) throw error
}

const told = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call()
  } catch (cause) {
    if (isOpenCircuit(cause)) throw new FilesUnavailable('S3 was away a moment ago and is not asked now', { cause })
    throw new FilesUnavailable(cause instanceof Error ? cause.name : 'no error', { cause })
  }
}
