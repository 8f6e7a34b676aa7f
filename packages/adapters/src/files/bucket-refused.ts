/** The bucket cannot be used, in words that an operator can mend it by. */
export class BucketRefused extends Error {
  override readonly name = 'BucketRefused'
}
