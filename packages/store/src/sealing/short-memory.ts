/** What was told to it lately, in memory only. Losing it costs speed. */
export type ShortMemory<V> = {
  get(key: string): V | undefined
  /** `size`: how much of the memory the value takes. */
  set(key: string, value: V, size: number): void
  forget(isMeant: (value: V) => boolean): void
}

/**
 * Each value stays for `ms` to twice as long, shorter once more than `most` came meanwhile: what stands in it goes as a
 * whole, also where nothing more is told to it, so that nothing personal stays behind in a quiet process.
 */
export const shortMemory = <V>({ ms, most }: { readonly ms: number; readonly most: number }): ShortMemory<V> => {
  let [young, old] = [new Map<string, V>(), new Map<string, V>()]
  let size = 0
  let timer: NodeJS.Timeout | undefined
  const age = (): void => {
    old = young
    young = new Map()
    size = 0
    if (old.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set: (key, value, taken) => {
      if (size + taken > most) age()
      timer ??= setInterval(age, ms).unref()
      young.set(key, value)
      size += taken
    },
    forget: (isMeant) => {
      for (const values of [young, old]) for (const [key, value] of values) if (isMeant(value)) values.delete(key)
    },
  }
}
