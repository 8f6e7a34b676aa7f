import { type Keeping, kept } from './kept.ts'

/** What is cached as a table in Markdown, for docs/scaling.md. */
export const keptTable = (): string =>
  [
    '| name | what, found by | why | an entry is old with | given as it is | while made anew | after a change | largest | in one process | in Redis | who takes it away |',
    '|---|---|---|---|---|---|---|---|---|---|---|',
    ...Object.entries<Keeping>(kept).map(
      ([name, { what, key, why, revision, freshMs, staleMs, behindMs, valueBytes, ownBytes, shared, invalidatedBy }]) =>
        `| \`${name}\` | ${what}; ${key} | ${why} | ${revision} | ${time(freshMs)} | ${time(staleMs)} | ${time(behindMs)} | ${size(valueBytes)} | ${size(ownBytes)} | ${shared ? 'yes' : 'never'} | ${invalidatedBy} |`,
    ),
  ].join('\n')

const time = (ms: number): string => {
  if (ms === 0) return 'no'
  return ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`
}

const size = (bytes: number): string => (bytes < 2 ** 20 ? `${bytes / 2 ** 10} kB` : `${bytes / 2 ** 20} MB`)
