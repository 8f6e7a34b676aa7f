import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { findProgram } from './program.ts'

/** A look-alike of S3 and KMS for tests, which keeps nothing. It checks no rights, signatures or times. */
export type TestAws = AsyncDisposable & {
  readonly url: string
  /** What a process needs to use it. */
  readonly env: Readonly<Record<string, string>>
  /** Lets everyone read what is in the bucket, as a CDN would. */
  publish(bucket: string): Promise<void>
  /** A new KMS key; its ARN. */
  makeKey(): Promise<string>
}

/** The path of `moto_server`: from the environment's MOTO_SERVER, else the PATH. Undefined where there is none. */
export const findMoto = (): string | undefined => findProgram('MOTO_SERVER', 'moto_server')

export const withoutMoto: string | false = findMoto() ? false : 'no moto_server: set MOTO_SERVER or put it on the PATH'

/** Starts it on a free port with these buckets, and lets this process use it. */
export const startTestAws = async (...buckets: readonly string[]): Promise<TestAws> => {
  const server = findMoto()
  if (!server) throw new Error('no moto_server: set MOTO_SERVER or put it on the PATH')
  const port = await freePort()
  const child = spawn(server, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', detached: true })
  const kill = () => {
    // A script that starts Python may stand in between: its group ends with it.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, 'SIGKILL')
  }
  process.once('exit', kill)
  const url = `http://127.0.0.1:${port}`
  const env = {
    S3_ENDPOINT: url,
    AWS_ENDPOINT_URL_KMS: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  }
  Object.assign(process.env, env)
  await answers(url)
  await makeBuckets(url, buckets)
  return {
    url,
    env,
    publish: async (bucket) => {
      const { PutBucketPolicyCommand, S3Client } = await import('@aws-sdk/client-s3')
      const client = new S3Client({ endpoint: url, forcePathStyle: true })
      const Statement = [
        { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` },
      ]
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
      await client.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }))
      client.destroy()
    },
    makeKey: async () => {
      const { CreateKeyCommand, KMSClient } = await import('@aws-sdk/client-kms')
      const client = new KMSClient({ endpoint: url })
      const { KeyMetadata } = await client.send(new CreateKeyCommand())
      client.destroy()
      return KeyMetadata?.Arn ?? ''
    },
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      kill()
      await ended
    },
  }
}

const makeBuckets = async (endpoint: string, buckets: readonly string[]): Promise<void> => {
  const { CreateBucketCommand, S3Client } = await import('@aws-sdk/client-s3')
  const client = new S3Client({ endpoint, forcePathStyle: true })
  for (const Bucket of buckets) await client.send(new CreateBucketCommand({ Bucket }))
  client.destroy()
}

const answers = async (url: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer !== undefined) return
    if (attempt === 1200) throw new Error('moto_server does not answer')
    await delay(25)
  }
}
