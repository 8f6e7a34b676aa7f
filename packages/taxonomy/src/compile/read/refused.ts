/** A source that cannot be compiled; the message says which file, what is wrong, and how to mend it. */
export class SourceRefused extends Error {
  override readonly name = 'SourceRefused'
}
