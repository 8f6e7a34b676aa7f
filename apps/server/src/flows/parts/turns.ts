/** Runs some at a time, lets others wait in order, and turns the rest away as `busy`. */
export const createTurns = (places: number, mostInLine: number) => {
  const line: (() => void)[] = []
  let free = places
  return async <T>(work: () => Promise<T>): Promise<T | 'busy'> => {
    if (free === 0 && line.length >= mostInLine) return 'busy'
    if (free === 0) await new Promise<void>((resolve) => line.push(resolve))
    else free -= 1
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next === undefined) free += 1
      else next()
    }
  }
}
