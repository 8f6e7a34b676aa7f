/** Doubles in two words of a record. */
const double = new Float64Array(1)
const halves = new Int32Array(double.buffer)

export const pushDouble = (words: number[], value: number): void => {
  double[0] = value
  words.push(halves[0] ?? 0, halves[1] ?? 0)
}

export const readDouble = (words: Int32Array, offset: number): number => {
  halves[0] = words[offset] ?? 0
  halves[1] = words[offset + 1] ?? 0
  return double[0] ?? 0
}
