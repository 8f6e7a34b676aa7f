/** A value that the program decides, checked against its limit: over it is a programmer's error, not a person's. */
export function sized(what: string, value: string, limit: number): string {
  if (value.trim() === '') throw new RangeError(`${what} is empty`)
  if (value !== value.trim()) throw new RangeError(`${what} begins or ends with a space`)
  if (value.length > limit)
    throw new RangeError(`${what} has ${value.length} characters, at most ${limit} are let through`)
  return value
}

/** How many of something there are, checked likewise. */
export function counted(what: string, count: number, limit: number): void {
  if (count < 1 || count > limit) throw new RangeError(`${count} ${what}, between 1 and ${limit} are let through`)
}

export function distinct(what: string, values: readonly string[]): void {
  if (new Set(values).size !== values.length) throw new RangeError(`${what} are not distinct`)
}

export function webAddress(what: string, value: string, limit: number): string {
  if (!/^https?:\/\/\S+$/.test(value) || !URL.canParse(value)) throw new RangeError(`${what} is no web address`)
  return sized(what, value, limit)
}
