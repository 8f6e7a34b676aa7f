/** A key file that does not hold what it should, or that others may read, in words that an operator can mend it by. */
export class KeyFileRefused extends Error {
  override readonly name = 'KeyFileRefused'
}

/** The key file cannot be reached now. Holds the error's name. */
export class KeyFileUnavailable extends Error {
  override readonly name = 'KeyFileUnavailable'
}
