import { featureOfPair, featuresOfWord } from './features.ts'
import type { Vectors } from './vector-table.ts'

/** The rows of a word's features, each once, and their sum, `dims` numbers. */
interface SummedWord {
  readonly rows: readonly number[]
  readonly sum: Float32Array
}

/**
 * Sums up texts of folded words, as `Vectors.of` does before it makes them of length 1; the sum, `dims` numbers, is written
 * over by the next. For many texts that share most of their words: each word is summed up once, and what a later word of
 * the text repeats is taken off again.
 */
export function createTermSums(vectors: Vectors): (words: readonly string[]) => Float32Array {
  const known = new Map<string, SummedWord>()
  const sum = new Float32Array(vectors.dims)
  // By row: the number of the last text that has it.
  const lastText = new Uint32Array(vectors.rowCount)
  let text = 0

  function addWord(word: string): void {
    const summed = known.get(word) ?? sumUp(word, vectors)
    known.set(word, summed)
    for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] ?? 0) + (summed.sum[d] ?? 0)
    for (const row of summed.rows) {
      if (lastText[row] === text) vectors.addRow(row, sum, -1)
      lastText[row] = text
    }
  }

  function addPair(first: string, second: string): void {
    const row = vectors.rowOf(featureOfPair(first, second))
    if (row === -1 || lastText[row] === text) return
    vectors.addRow(row, sum)
    lastText[row] = text
  }

  return (words) => {
    text++
    sum.fill(0)
    for (const [at, word] of words.entries()) {
      addWord(word)
      if (at > 0) addPair(words[at - 1] ?? '', word)
    }
    return sum
  }
}

function sumUp(word: string, vectors: Vectors): SummedWord {
  const sum = new Float32Array(vectors.dims)
  const rows = [...new Set(featuresOfWord(word))].map(vectors.rowOf).filter((row) => row !== -1)
  for (const row of rows) vectors.addRow(row, sum)
  return { rows, sum }
}
