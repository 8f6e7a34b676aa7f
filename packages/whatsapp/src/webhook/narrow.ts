/** Hand-written narrowing: a schema library costs several times the JSON parse itself on the way of every message. */

export type Json = Readonly<Record<string, unknown>>

const none: readonly unknown[] = []

export function record(value: unknown): Json | undefined {
  return isRecord(value) ? value : undefined
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : none
}

/** The list's objects; what else stands in it is left out. */
export function records(value: unknown): Json[] {
  return list(value).filter(isRecord)
}

/** A string with something in it, without lone surrogates, which stores and JSON writers treat each in their own way. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return value.isWellFormed() ? value : value.toWellFormed()
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** Meta gives ids as strings in messages and as numbers in some account changes. */
export function id(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : text(value)
}

/** A code of Meta's errors, which comes as a number or as its digits; 0 for anything else. */
export function code(value: unknown): number {
  return (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : number(value)) ?? 0
}

/** Milliseconds of Meta's seconds, which come as a string or a number; 0 for anything else. */
export function time(value: unknown): number {
  const seconds = typeof value === 'string' && value.length < 16 ? Number(value) : number(value)
  return seconds !== undefined && seconds > 0 && seconds < 1e11 ? Math.floor(seconds) * 1000 : 0
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> }

/** Leaves out what is undefined, so that an absent field is an absent key. */
export function present<T extends object>(fields: T): Partial<Defined<T>> {
  const kept: Partial<Defined<T>> = {}
  for (const key in fields) {
    const value = fields[key]
    if (isDefined(value)) kept[key] = value
  }
  return kept
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isDefined<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined
}
