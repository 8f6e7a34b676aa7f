import { hash } from 'node:crypto'

/**
 * Names lines by what they say: the same line in the same or in a mended file has the same key, and so makes one job. Two lines of
 * one file that say the same are two jobs.
 */
export const createLineKeys = (organisationId: string): ((cells: Readonly<Record<string, string>>) => string) => {
  const seen = new Map<string, number>()
  return (cells) => {
    const said = Object.entries(cells).filter(([, cell]) => cell !== '')
    const content = hash('sha256', JSON.stringify([organisationId, said]), 'base64url')
    const nth = (seen.get(content) ?? 0) + 1
    seen.set(content, nth)
    return `line-${content}-${nth}`
  }
}
