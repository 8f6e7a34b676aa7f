const maxDepth = 64
const [quote, backslash, openList, closeList, openObject, closeObject] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d]

/**
 * Whether JSON nests deeper than any webhook does. `JSON.parse` takes any depth, `JSON.stringify` and every
 * recursive reader behind it overflow the stack.
 */
export function isTooDeep(json: string): boolean {
  let depth = 0
  let inString = false
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i)
    if (inString) {
      if (code === backslash) i++
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === openObject || code === openList) {
      if (++depth > maxDepth) return true
    } else if (code === closeObject || code === closeList) depth--
  }
  return false
}

/** The same value with a mark in place of what lies below the depth that `isTooDeep` allows. */
export function prune(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth >= maxDepth) return '[nested too deeply]'
  if (Array.isArray(value)) return value.map((item) => prune(item, depth + 1))
  // fromEntries defines its keys, so that `__proto__` stays a plain key.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, prune(item, depth + 1)]))
}
