const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const ellipsis = '…'

/**
 * At most `limit` UTF-16 code units, the unit of all of Meta's limits; what is longer ends in `…`, at the end of
 * a word where one is near, never within a character or an emoji made of several.
 */
export function clip(text: string, limit: number): string {
  const whole = text.toWellFormed()
  if (whole.length <= limit) return whole
  let end = 0
  // Segments are made one by one: a long text costs no more than the limit.
  for (const { segment } of graphemes.segment(whole)) {
    if (end + segment.length > limit - ellipsis.length) break
    end += segment.length
  }
  return whole.slice(0, wordEnd(whole, end)).trimEnd() + ellipsis
}

/** `clip` for what has one line: titles, descriptions and the parameters of templates refuse line breaks. */
export function clipLine(text: string, limit: number): string {
  return clip(text.replace(/\s+/gu, ' ').trim(), limit)
}

/** The last word boundary before `end`, where it costs less than half; a single long word is cut within. */
function wordEnd(text: string, end: number): number {
  if (/\s/u.test(text.charAt(end))) return end
  const kept = text.slice(0, end)
  const space = kept.search(/\s\S*$/u)
  return space > end / 2 ? space : end
}
