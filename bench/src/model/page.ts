import { join } from 'node:path'

/** What docs/scaling.md shows: a million, ten million, a hundred million people. */
export const shownPeople = [1e6, 1e7, 1e8]
export const page = join(import.meta.dirname, '../../../docs/scaling.md')
export const marks = /(<!-- model: begin -->\n)[\s\S]*(\n<!-- model: end -->)/
