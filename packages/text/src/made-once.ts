/**
 * What is made from a few words, made once for the same words. Formatters of Intl cost a hundred times as much to make as to use,
 * and there are few: languages by currencies, time zones or days.
 */
export const madeOnce = <Words extends readonly string[], T>(
  make: (...words: Words) => T,
): ((...words: Words) => T) => {
  const made = new Map<string, T>()
  return (...words) => {
    const key = words.join(' ')
    const known = made.get(key)
    if (known !== undefined) return known
    const fresh = make(...words)
    made.set(key, fresh)
    return fresh
  }
}
