/** What a move, a backup or a restore cannot go on with, and an operator can mend: told in a sentence, without a stack trace. */
const refusals: ReadonlySet<string> = new Set([
  'BackupRefused',
  'DatabaseRefused',
  'StoreUnavailable',
  'VersionUnreadable',
])

/** Runs the work; a refusal is printed, and 1 comes back. */
export const orRefuse = async (print: (line: string) => void, work: () => Promise<0 | 1>): Promise<0 | 1> => {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && refusals.has(error.name))) throw error
    // A path or an address stays as it is.
    print(`${error.message.replace(/^[a-z]+ /, (word) => word.charAt(0).toUpperCase() + word.slice(1))}.`)
    return 1
  }
}
