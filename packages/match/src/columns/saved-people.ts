import type { Dictionaries } from './dictionary.ts'
import type { People } from './people.ts'
import { columnsOf, headOf, layoutVersion, type Reader, readTable, saveTable, type TableHead } from './saved-table.ts'

/** What the records of people are numbered by. */
const numbered = ['occupations', 'skills', 'languages', 'papers', 'currencies'] as const

/** How to read the columns of people back: plain data, fit for JSON. */
export type PeopleHead = {
  readonly layout: number
  readonly words: Readonly<Record<(typeof numbered)[number], readonly string[]>>
  readonly table: TableHead
}

/**
 * All people of an engine as they stood when they were saved, changes of the engine since then left out but for those who
 * left: `columns` can be read at leisure. Who had left before is not in them. Each column begins at a multiple of eight bytes.
 */
export type SavedPeople = { readonly head: PeopleHead; readonly columns: () => Generator<Uint8Array> }

export const savePeople = (people: People, dictionaries: Dictionaries): SavedPeople => {
  const saved = saveTable(people.table)
  const [occupations, skills, languages, papers, currencies] = [
    dictionaries.occupations.all(),
    dictionaries.skills.all(),
    dictionaries.languages.all(),
    dictionaries.papers.all(),
    dictionaries.currencies.all(),
  ]
  return {
    head: {
      layout: layoutVersion,
      words: { occupations, skills, languages, papers, currencies },
      table: headOf(saved),
    },
    columns: () => aligned(columnsOf(saved)),
  }
}

/**
 * Puts people that were saved into an engine that has numbered nothing yet. `bytes`: their columns as `columns` gave them, one
 * after the other. They are used where they stand, so that engines in several threads can share them as long as none changes.
 * @throws RangeError for another layout, an engine in use, or columns that are cut short.
 */
export const restorePeople = (
  people: People,
  dictionaries: Dictionaries,
  { head, bytes }: { readonly head: PeopleHead; readonly bytes: Uint8Array },
): void => {
  if (head.layout !== layoutVersion) throw new RangeError('the people were saved in another layout')
  if (numbered.some((name) => dictionaries[name].size() > 1)) throw new RangeError('the engine is in use')
  const kept = readTable(head.table, readerOf(bytes))
  for (const name of numbered) for (const word of head.words[name]) dictionaries[name].number(word)
  people.table.restore(kept)
}

const step = 8
const padding = new Uint8Array(step)

function* aligned(columns: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const column of columns) {
    yield column
    const over = column.byteLength % step
    if (over > 0) yield padding.subarray(over)
  }
}

const readerOf = (bytes: Uint8Array): Reader => {
  let at = 0
  return {
    take(length) {
      const from = at
      at += Math.ceil(length / step) * step
      if (at > bytes.byteLength) throw new RangeError('the columns are cut short')
      return { buffer: bytes.buffer, at: bytes.byteOffset + from }
    },
  }
}
