import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { s3Refusal } from '@rolecall/adapters/aws/s3-client'
import { readS3Url, type S3Place, s3UrlOf } from '@rolecall/adapters/aws/s3-url'
import { openStaticBucket } from '@rolecall/adapters/aws/static-bucket'
import { pushAssets } from '../assets/push-assets.ts'
import { readBuiltAssets, webAssets } from '../built.ts'
import { progressBar } from './progress-bar.ts'

/**
 * Puts the built styles and scripts into a bucket. Where they are built there is no database and no key, so that of the environment
 * it reads S3_ENDPOINT and what the AWS SDK finds. Ends with 0: they are there; 1: S3 refuses; 2: something must be mended first.
 */
const run = async (args: readonly string[]): Promise<0 | 1 | 2> => {
  const place = placeIn(args)
  if (place === undefined) return told(2, 'npm run assets:push -- --to s3://bucket/prefix')
  const built = await readBuiltAssets()
  if (built === undefined) return told(2, 'There is nothing to push: run npm run build first.')
  const endpoint = process.env.S3_ENDPOINT || undefined
  await using bucket = await openStaticBucket({ place, endpoint })
  try {
    const read = (path: string) => readFile(join(webAssets, path.slice('/assets/'.length)))
    const done = await pushAssets(built, bucket, read, progressBar(process.stderr, `of release ${built.release}`))
    console.log(
      `${done.pushed} files (${Math.ceil(done.bytes / 1000)} kB) were pushed to ${s3UrlOf(place)}, ${done.skipped} were there already.`,
    )
    console.log('Set ASSETS_URL to the address behind which a CDN serves them, then start the servers of this release.')
    return 0
  } catch (error) {
    const refusal = s3Refusal(error)
    if (refusal === undefined) throw error
    return told(1, `${s3UrlOf(place)}: ${refusal}.`)
  }
}

/** A prefix is asked for, so that assets never stand among what is not for everyone. */
const placeIn = (args: readonly string[]): S3Place | undefined => {
  try {
    const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' } } })
    const place = readS3Url(values.to ?? '')
    return place?.key === '' ? undefined : place
  } catch {
    return undefined
  }
}

const told = (exitCode: 1 | 2, line: string): 1 | 2 => {
  console.error(line)
  return exitCode
}

process.exitCode = await run(process.argv.slice(2))
