/** The owner of the key that seals what came in on this day. */
export const dayOwnerOf = (at: number): string => `day:${new Date(at).toISOString().slice(0, 10)}`
