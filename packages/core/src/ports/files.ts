/** Files by key (`media/med_…`). Contents are sealed by the caller. Keys have no `..`, no leading slash. */
export interface Files {
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  delete(key: string): Promise<void>
}
