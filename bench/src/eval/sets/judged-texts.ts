import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

/** Queries, each with the texts of a list that answer it, by their place in the list. */
export interface JudgedTexts {
  readonly queries: readonly { readonly text: string; readonly relevant: ReadonlySet<number> }[]
  readonly texts: readonly string[]
}

export const queriesFile = 'queries.tsv'
export const annotationsFile = 'annotations.tsv'

/**
 * Reads the layout that the title sets share: id and text in `queries.tsv` and in `textsFile`, and in `annotations.tsv`
 * the id of a query, a nought, the id of a text, and a 1 where it is relevant.
 */
export function readJudgedTexts(folder: string, textsFile: string): JudgedTexts {
  const texts = readRows(join(folder, textsFile))
  const places = new Map(texts.map(([id = ''], at) => [id, at]))
  const relevant = new Map<string, Set<number>>()
  for (const [query = '', , text = '', grade] of readRows(join(folder, annotationsFile))) {
    const place = places.get(text)
    if (place === undefined) throw new Error(`${annotationsFile} names ${text}, which is not in ${textsFile}`)
    if (grade !== '0') relevant.set(query, (relevant.get(query) ?? new Set()).add(place))
  }
  return {
    texts: texts.map(([, text = '']) => text),
    queries: readRows(join(folder, queriesFile)).map(([id = '', text = '']) => ({
      text,
      relevant: relevant.get(id) ?? new Set(),
    })),
  }
}

function readRows(path: string): string[][] {
  const rows = readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'))
  if (rows.some((row) => row.length < 2)) throw new Error(`${basename(path)} has a line without a tab`)
  return rows
}
