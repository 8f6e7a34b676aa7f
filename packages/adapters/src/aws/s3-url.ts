/** A place in S3. `key`: of one object, or what the keys of many begin with; without slashes around it, and empty for the whole bucket. */
export type S3Place = { readonly bucket: string; readonly key: string }

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const keyPart = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/** Reads `s3://bucket/key`; undefined for what is no such address. */
export const readS3Url = (text: string): S3Place | undefined => {
  if (!text.startsWith('s3://')) return undefined
  const [bucket = '', ...parts] = text.slice('s3://'.length).replace(/\/$/, '').split('/')
  if (!bucketName.test(bucket) || !parts.every((part) => keyPart.test(part))) return undefined
  return { bucket, key: parts.join('/') }
}

export const s3UrlOf = ({ bucket, key }: S3Place): string => `s3://${bucket}${key === '' ? '' : `/${key}`}`
