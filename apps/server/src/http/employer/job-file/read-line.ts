import { type ImportError, ImportField, type ImportRow, importBounds } from '@rolecall/contract/api/job-import'
import type { FieldErrorCode } from '@rolecall/contract/api/problem-code'
import type { Finding } from '@rolecall/core/job-file/finding'
import { type JobCells, readJobLine } from '@rolecall/core/job-file/read-job-line'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Gazetteer, PlaceReading } from '@rolecall/taxonomy/types'
import type { AppDeps } from '../../deps.ts'
import { cellText } from './cell-text.ts'
import { judgeLine } from './judge-line.ts'
import { createLineKeys } from './line-key.ts'
import type { TableRow } from './parse-table.ts'

export type JobFileDeps = Pick<AppDeps, 'clock' | 'look' | 'settings' | 'texts' | 'words'>

type Head = {
  readonly header: readonly string[]
  readonly fields: readonly (ImportField | undefined)[]
  readonly language: string
  readonly organisation: Pick<DocumentOf<'organisations'>, 'id' | 'country'>
}

/** Reads the lines of one file. */
export type LineReader = {
  read(row: TableRow): ImportRow
  /** The line from which on nothing can be read. */
  unreadable(line: number): ImportRow
}

/** What is no description is no longer than this. */
const longestCell = 500

export const createLineReader = (deps: JobFileDeps, head: Head): LineReader => {
  const { look, words, settings, texts } = deps
  const { organisation, language, fields, header } = head
  const { taxonomy } = look
  const now = deps.clock.now()
  const keyOf = createLineKeys(organisation.id)
  const context = {
    look: { taxonomy, gazetteer: rememberPlaces(look.gazetteer) },
    ...{ words, language, now, country: organisation.country },
    countries: [...new Set([organisation.country, ...settings.current().operator.countries])],
    payHeader: header[fields.indexOf('pay')] ?? '',
  }
  const tell = errorsIn(texts.text(language), fields)
  return {
    read: ({ line, cells }) => {
      const { taken, findings } = takeCells(cells, fields)
      const reading = readJobLine(taken, context)
      const judged = judgeLine(reading, { taxonomy, now })
      const tooMany = cells.findIndex((cell, at) => at >= header.length && cell.trim() !== '')
      const isTold = new Set(findings.map(({ field }) => field))
      return {
        line,
        key: keyOf(taken),
        cells: [...cells],
        posting: judged.posting,
        occupation: {
          sureness: reading.occupation.sureness,
          choices: reading.occupation.choices.map((id) => ({ id, label: taxonomy.label(id, language) })),
        },
        place: { sureness: reading.place.sureness, choices: [...reading.place.choices] },
        assumed: [...reading.assumed],
        errors: [
          ...(tooMany === -1 ? [] : [tell.aboutCell('too-many-cells', tooMany, cells[tooMany] ?? '')]),
          ...[...findings, ...[...reading.findings, ...judged.findings].filter(({ field }) => !isTold.has(field))].map(
            (finding) => tell.about(finding, cells),
          ),
        ],
      }
    },
    unreadable: (line) => ({
      ...{ line, key: keyOf({ line: String(line) }), cells: [], posting: {}, assumed: [] },
      occupation: { sureness: 'none', choices: [] },
      place: { sureness: 'none', choices: [] },
      errors: [tell.aboutLine('open-quote')],
    }),
  }
}

/** Towns stand in a file again and again. */
const rememberPlaces = (gazetteer: Gazetteer): Gazetteer => {
  const known = new Map<string, PlaceReading[]>()
  return {
    ...gazetteer,
    find: (text, options) => {
      const key = JSON.stringify([text, options])
      const found = known.get(key) ?? gazetteer.find(text, options)
      known.set(key, found)
      return found
    },
  }
}

/** The cells that are read, by what they hold; one that is too long is told and not read. */
const takeCells = (
  cells: readonly string[],
  fields: Head['fields'],
): { readonly taken: JobCells; readonly findings: readonly Finding[] } => {
  const findings: Finding[] = []
  const taken = Object.fromEntries(
    ImportField.options.map((field) => {
      const at = fields.indexOf(field)
      const cell = at === -1 ? '' : cellText(cells[at] ?? '')
      const longest = field === 'description' ? importBounds.cell : longestCell
      if (cell.length <= longest) return [field, cell]
      findings.push({ field, code: 'too-long' })
      return [field, '']
    }),
  )
  return { taken: taken as JobCells, findings }
}

/** Says what is wrong, where, and how to mend it. */
const errorsIn = (text: ReturnType<JobFileDeps['texts']['text']>, fields: Head['fields']) => {
  const sayError = (code: FieldErrorCode, mend: string): string =>
    text.say({
      key: 'form.mend-line',
      values: {
        message: text.say({ key: `form.error.${sentences[code] ?? code}` }),
        mend: text.say({ key: `form.mend.${mend}` }),
      },
    })
  const aboutCell = (code: FieldErrorCode, at: number, said: string): ImportError => ({
    ...{ column: at + 1, code, said: said.slice(0, longestSaid).toWellFormed(), stops: true },
    detail: sayError(code, 'cells'),
  })
  return {
    aboutCell,
    aboutLine: (code: FieldErrorCode): ImportError => ({ code, stops: true, detail: sayError(code, 'quote') }),
    about: ({ field, code, said, stops = true }: Finding, cells: readonly string[]): ImportError => {
      const at = fields.indexOf(field)
      const shown = said ?? cellText(cells[at] ?? '')
      return {
        ...{ field, code, stops, detail: sayError(code, field) },
        ...(at === -1 ? {} : { column: at + 1 }),
        ...(shown === '' ? {} : { said: shown.slice(0, longestSaid).toWellFormed() }),
      }
    },
  }
}

const longestSaid = 100

/** A form says to choose from its list; a file has none. */
const sentences: Partial<Record<FieldErrorCode, FieldErrorCode>> = {
  'unknown-currency': 'invalid',
  'unknown-skill': 'invalid',
  'unknown-occupation': 'invalid',
}
