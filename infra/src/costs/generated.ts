const begin = '<!-- costs: written by `npm run costs -- --write` in infra/ -->'
const end = '<!-- end of costs -->'

type Parts = { readonly before: string; readonly part: string; readonly after: string }

const partsOf = (guide: string): Parts => {
  const from = guide.indexOf(`${begin}\n`)
  const to = guide.indexOf(`${end}\n`)
  if (from < 0 || to < from) throw new Error('the guide has no place for the costs')
  const start = from + begin.length + 1
  return { before: guide.slice(0, start), part: guide.slice(start, to), after: guide.slice(to) }
}

/** The part of the guide that is generated. */
export const generatedPart = (guide: string): string => partsOf(guide).part

export const replaceGenerated = (guide: string, tables: string): string => {
  const { before, after } = partsOf(guide)
  return `${before}${tables.trimEnd()}\n${after}`
}
