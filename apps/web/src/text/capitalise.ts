/** A word that stands alone, as an option does: its first letter is a capital one where the script has such. */
export const capitalise = (text: string, language: string): string => {
  const [first = ''] = text
  return first.toLocaleUpperCase(language) + text.slice(first.length)
}
