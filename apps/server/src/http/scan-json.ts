/** Deeper than any body of the interface, shallow enough for every parser behind. */
const deepest = 32

/**
 * What makes a JSON text dangerous before it is parsed: nesting without end, and one key twice in an object, of which
 * readers take different ones. One pass, no recursion; whether the text is JSON at all is left to the parser.
 */
export const scanJson = (text: string): 'fine' | 'too-deep' | 'duplicate-key' => {
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '{' || letter === '[') {
      if (open.length >= deepest) return 'too-deep'
      open.push(letter === '{' ? new Set() : undefined)
    } else if (letter === '}' || letter === ']') open.pop()
    else if (letter === '"') {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (keys !== undefined && isKey(text, end)) {
        const key = unescapeKey(text.slice(at, end + 1))
        if (keys.has(key)) return 'duplicate-key'
        keys.add(key)
      }
      at = end
    }
  }
  return 'fine'
}

const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at
  }
  return text.length
}

const isKey = (text: string, endOfText: number): boolean => {
  let at = endOfText + 1
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return text[at] === ':'
}

/** `"a"` and `"\u0061"` are one key. */
const unescapeKey = (quoted: string): string => {
  if (!quoted.includes('\\')) return quoted
  try {
    return JSON.stringify(JSON.parse(quoted))
  } catch {
    return quoted
  }
}
