import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What docs/scaling.md shows: a million, ten million, a hundred million people. */
export const shownPeople = [1e6, 1e7, 1e8]

const page = join(import.meta.dirname, '../../../docs/scaling.md')
const [begin, end] = ['<!-- model: begin -->\n', '\n<!-- model: end -->']

/** The model as docs/scaling.md has it. @throws where the page has no place for it. */
export const shownReport = (): string => {
  const text = readFileSync(page, 'utf8')
  return text.slice(...placeIn(text))
}

export const showReport = (report: string): void => {
  const text = readFileSync(page, 'utf8')
  const [from, to] = placeIn(text)
  writeFileSync(page, `${text.slice(0, from)}${report}${text.slice(to)}`)
}

const placeIn = (text: string): [from: number, to: number] => {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from === -1 || to < from) throw new Error('docs/scaling.md has no place for the model')
  return [from + begin.length, to]
}
