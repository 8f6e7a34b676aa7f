/** What was pushed of one release: it is put last, so that where it is, all of it is. */
export type ReleaseIndex = {
  readonly release: string
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly integrity: string }[]
}

/** Its path beside `/assets/`. */
export const indexPathOf = (release: string): string => `/releases/${release}.json`
