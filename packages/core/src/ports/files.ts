/** Files by key (`media/med_…`). Contents are sealed by the caller. Keys have no `..`, no leading slash. */
export interface Files {
  /** @throws FilesUnavailable as each of these does: nothing is known of what became of the file. */
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  delete(key: string): Promise<void>
  /** Every key, in no order. */
  keys(): AsyncIterable<string>
  /** Where the engine can hand files over itself. */
  readonly presigned?: PresignedFiles
}

/**
 * Addresses by which whoever holds one gets or puts this one file without us in between, for at most five minutes. What is sealed
 * is of no use to a browser; only what is not about people is given out like this.
 */
export interface PresignedFiles {
  /** The browser saves it as `fileName`, and takes it as this type whatever it was put as. */
  get(key: string, file: { readonly contentType: string; readonly fileName: string } & ForSeconds): Promise<string>
  /** Takes exactly this many bytes of exactly this type: the headers `content-type` and `content-length` are signed. */
  put(key: string, file: { readonly contentType: string; readonly bytes: number } & ForSeconds): Promise<string>
}
type ForSeconds = { readonly seconds: number }

/** The engine does not answer, or refuses; trying again later may work. Holds the error's name. */
export class FilesUnavailable extends Error {
  override readonly name = 'FilesUnavailable'
}
