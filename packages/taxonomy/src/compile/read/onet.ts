import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { SourceRefused } from './refused.ts'
import { readTable } from './table-file.ts'

/** An occupation of O*NET: what people call it, and how it is described, in English. */
export interface OnetOccupation {
  /** O*NET-SOC code, such as `35-2014.00`. */
  readonly code: string
  readonly titles: readonly string[]
  readonly description: string
  /** Codes of the occupations most like it. */
  readonly related: readonly string[]
}

const code = 'O*NET-SOC Code'

/** Reads O*NET's text files: Alternate Titles, Occupation Data and, where it is there, Related Occupations. */
export function readOnet(folder: string): OnetOccupation[] {
  const titles = readTable(
    fileOf(folder, 'Alternate Titles'),
    [code, 'Title', 'Alternate Title', 'Short Title'],
    'tabbed',
  )
  const data = readTable(fileOf(folder, 'Occupation Data'), [code, 'Title', 'Description'], 'tabbed')
  const relatedFile = findFile(folder, 'Related Occupations')
  const related = relatedFile
    ? readTable(relatedFile, [code, 'Related O*NET-SOC Code', 'Relatedness Tier'], 'tabbed').filter(
        (row) => row['Relatedness Tier'] === 'Primary-Short',
      )
    : []
  const titlesOf = Map.groupBy(titles, (row) => row[code])
  const relatedOf = Map.groupBy(related, (row) => row[code])
  return data.map((row) => ({
    code: row[code],
    titles: [
      ...new Set([
        row.Title,
        ...(titlesOf.get(row[code]) ?? []).flatMap((each) => [
          plain(each['Alternate Title']),
          plain(each['Short Title']),
        ]),
      ]),
    ].filter((title) => title !== '' && title !== 'n/a'),
    description: row.Description,
    related: (relatedOf.get(row[code]) ?? []).map((each) => each['Related O*NET-SOC Code']),
  }))
}

/** Without the abbreviation in brackets, which is a title of its own. */
function plain(title: string): string {
  const [from, to] = [title.indexOf('('), title.indexOf(')')]
  return (from === -1 || to < from ? title : `${title.slice(0, from).trim()} ${title.slice(to + 1).trim()}`).trim()
}

function fileOf(folder: string, name: string): string {
  const found = findFile(folder, name)
  if (found === undefined)
    throw new SourceRefused(
      `no file "${name}.txt" stands in ${folder}: unpack O*NET's database in the text format there`,
    )
  return found
}

function findFile(folder: string, name: string): string | undefined {
  if (!existsSync(folder)) throw new SourceRefused(`there is no folder ${folder}`)
  const wanted = name.toLowerCase()
  const file = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .find((path) => {
      const base = path.slice(path.lastIndexOf('/') + 1)
      return /\.(txt|tsv)$/i.test(base) && base.slice(0, -4).replaceAll('_', ' ').toLowerCase() === wanted
    })
  return file === undefined ? undefined : join(folder, file)
}
