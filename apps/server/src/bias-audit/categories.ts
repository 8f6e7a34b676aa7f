import { CsvError, parse } from 'csv-parse/sync'

/** What people said of themselves, from a file that Rolecall never keeps: a value a column, undefined where unknown. */
export type Categories = {
  readonly columns: readonly string[]
  readonly byPerson: ReadonlyMap<string, readonly (string | undefined)[]>
}
/** Says how to mend the file; by line and person id, never by what somebody said of themselves. */
export type CategoriesRefused = { readonly refused: string }
type Line = { readonly number: number; readonly fields: readonly string[] }

/**
 * Reads a CSV file in UTF-8 with a heading: `person` (or `person id`), then any columns. Fields are parted by commas, or by
 * semicolons where the heading has no comma. `wanted`: the columns to take, in this order; all without it.
 */
export const readCategories = (bytes: Uint8Array, wanted?: readonly string[]): Categories | CategoriesRefused => {
  const lines = linesOf(bytes)
  if ('refused' in lines) return lines
  const [heading, ...rows] = lines
  if (heading === undefined) return refuse('It is empty: it needs a heading such as "person,sex,race".')
  const columns = columnsOf(heading.fields, wanted)
  if ('refused' in columns) return columns
  return peopleOf(rows, columns, heading.fields.length)
}

const refuse = (refused: string): CategoriesRefused => ({ refused })

const linesOf = (bytes: Uint8Array): readonly Line[] | CategoriesRefused => {
  const text = textOf(bytes)
  if (text === undefined) return refuse('It is not in UTF-8: save it as "CSV UTF-8".')
  const [first = ''] = text.split('\n', 1)
  const delimiter = first.includes(';') && !first.includes(',') ? ';' : ','
  const lines: Line[] = []
  try {
    parse(text, {
      delimiter,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (fields: string[], { lines: number }) => {
        lines.push({ number, fields: fields.map(plain) })
        return null
      },
    })
  } catch (error) {
    // The message of the parser quotes the file.
    if (error instanceof CsvError) return refuse(`Line ${Number(error.lines)} is not CSV: look at its quotation marks.`)
    throw error
  }
  return lines
}

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** On one line and without control characters, which could steer a terminal. */
const plain = (field: string): string => field.replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim()

type Columns = { readonly names: readonly string[]; readonly at: readonly number[]; readonly personAt: number }

const isPersonColumn = (name: string): boolean => /^person([ _-]?id)?$/i.test(name)

const columnsOf = (heading: readonly string[], wanted: readonly string[] | undefined): Columns | CategoriesRefused => {
  const personAt = heading.findIndex(isPersonColumn)
  if (personAt === -1) return refuse(`No column is named "person". Its columns are: ${listOf(heading)}.`)
  const folded = heading.map((name) => name.toLowerCase())
  const twice = heading.find((_, at) => folded.indexOf(folded[at] ?? '') !== at)
  if (twice !== undefined) return refuse(`Two columns are named "${twice}": give each a name of its own.`)
  const nameless = heading.indexOf('')
  if (nameless !== -1) return refuse(`Column ${nameless + 1} has no name in the first line: give it one.`)
  const others = heading.filter((_, at) => at !== personAt)
  if (others.length === 0) return refuse('It has no column besides "person": add one such as "sex".')
  const at = (wanted ?? others).map((name) => folded.indexOf(name.toLowerCase()))
  const missing = (wanted ?? []).filter((_, index) => at[index] === -1 || at[index] === personAt)
  if (missing.length > 0) return refuse(`It has no column ${listOf(missing)}. Its columns are: ${listOf(others)}.`)
  return { names: at.map((index) => heading[index] ?? ''), at, personAt }
}

const listOf = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

/** More different values than this are names, ages or answers, not categories. */
const mostCategories = 40
const unknownWords: ReadonlySet<string> = new Set(['', 'unknown', 'prefer not to say'])

const peopleOf = (
  rows: readonly Line[],
  { names, at, personAt }: Columns,
  width: number,
): Categories | CategoriesRefused => {
  const byPerson = new Map<string, readonly (string | undefined)[]>()
  const lineOf = new Map<string, number>()
  const spellings = names.map(() => new Map<string, string>())
  for (const { number, fields } of rows) {
    if (fields.length !== width)
      return refuse(`Line ${number} has ${fields.length} fields, the heading has ${width}: each row needs as many.`)
    const person = fields[personAt] ?? ''
    if (person === '') return refuse(`Line ${number} has no person: write an id as in "per_…", or delete the line.`)
    const before = lineOf.get(person)
    if (before !== undefined)
      return refuse(`Lines ${before} and ${number} are both of ${person}: leave one row a person.`)
    lineOf.set(person, number)
    byPerson.set(
      person,
      at.map((index, column) => spelledAsBefore(spellings[column], fields[index] ?? '')),
    )
  }
  const manifold = spellings.findIndex(({ size }) => size > mostCategories)
  if (manifold !== -1)
    return refuse(
      `Column "${names[manifold]}" has ${spellings[manifold]?.size} different values, and ${mostCategories} are the most: name the columns to compare with --columns.`,
    )
  return { columns: names, byPerson }
}

/** "female" and "Female" are one category, written as the file first does. */
const spelledAsBefore = (spellings: Map<string, string> | undefined, value: string): string | undefined => {
  const folded = value.toLowerCase()
  if (unknownWords.has(folded)) return undefined
  const known = spellings?.get(folded)
  if (known === undefined) spellings?.set(folded, value)
  return known ?? value
}
