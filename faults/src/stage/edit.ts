/** A change of one source file of the server, made while a process loads it. `file`: from the repository's root. */
export type Edit = { readonly file: string; readonly find: string; readonly replace: string }
