/** A word without its plural ending, roughly: `cooks` is `cook`, `conductores` is `conductor`. */
export function stem(word: string): string {
  if (word.length < 5 || !word.endsWith('s')) return word
  if (/([lrdn]|ss)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('ss') ? word : word.slice(0, -1)
}
