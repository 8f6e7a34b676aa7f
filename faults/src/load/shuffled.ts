/** A copy in random order (Fisher-Yates). */
export const shuffled = <T>(items: readonly T[]): T[] => {
  const rest = [...items]
  const taken: T[] = []
  while (rest.length > 0) taken.push(...rest.splice(Math.floor(Math.random() * rest.length), 1))
  return taken
}
