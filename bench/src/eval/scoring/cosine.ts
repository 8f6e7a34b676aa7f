import type { Vectors } from '@rolecall/taxonomy/vectors/vector-table'
import type { Scorer } from './scorer.ts'

/** The cosine of the taxonomy's vectors, and nothing else. A text that the table knows nothing of is found by no query. */
export function createCosine(vectors: Vectors, texts: readonly string[]): Scorer {
  const { dims } = vectors
  // One row more, since rows are multiplied by twos.
  const rows = new Float32Array((texts.length + 1) * dims)
  for (const [at, text] of texts.entries()) {
    const vector = vectors.of(text)
    if (vector) rows.set(vector, at * dims)
  }
  return (query) => {
    const scores = new Float32Array(texts.length)
    const vector = vectors.of(query)
    if (vector) multiply(rows, vector, scores)
    return scores
  }
}

/** Two rows at a time. `?? 0` stands for an index that is never out of range. */
function multiply(rows: Float32Array, vector: Float32Array, out: Float32Array): void {
  const dims = vector.length
  for (let row = 0; row < out.length; row += 2) {
    let [first, second] = [0, 0]
    for (let d = 0, at = row * dims; d < dims; d++, at++) {
      const value = vector[d] ?? 0
      first += value * (rows[at] ?? 0)
      second += value * (rows[at + dims] ?? 0)
    }
    out[row] = first
    if (row + 1 < out.length) out[row + 1] = second
  }
}
