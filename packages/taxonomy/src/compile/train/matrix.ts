/** `?? 0` stands for an index that is never out of range; V8 makes nothing of it on typed arrays in range. */
export function squareOfRow(rows: Float32Array, row: number, dims: number): number {
  let sum = 0
  for (let at = row * dims; at < (row + 1) * dims; at++) sum += (rows[at] ?? 0) * (rows[at] ?? 0)
  return sum
}

/**
 * The product of each row of `a` with each of `b`, both `size` rows. Four of `b` at a time: each value of `a` is read once
 * for four products. `size` is a multiple of 4.
 */
export function productsOfRows(
  a: Float32Array,
  b: Float32Array,
  { size, dims, out }: { size: number; dims: number; out: Float32Array },
): void {
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j += 4) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0]
      const [b0, b1, b2, b3] = [j * dims, (j + 1) * dims, (j + 2) * dims, (j + 3) * dims]
      for (let d = 0, at = i * dims; d < dims; d++, at++) {
        const value = a[at] ?? 0
        s0 += value * (b[b0 + d] ?? 0)
        s1 += value * (b[b1 + d] ?? 0)
        s2 += value * (b[b2 + d] ?? 0)
        s3 += value * (b[b3 + d] ?? 0)
      }
      const to = i * size + j
      out[to] = s0
      out[to + 1] = s1
      out[to + 2] = s2
      out[to + 3] = s3
    }
}

/** For each row of `weights`: the sum of the rows of `b`, each over its length and times its weight. */
export function addWeighted(
  b: Float32Array,
  weights: Float32Array,
  { lengths, dims, out }: { lengths: Float32Array; dims: number; out: Float32Array },
): void {
  const size = lengths.length
  out.fill(0)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j += 4) {
      const at = i * size + j
      const w0 = (weights[at] ?? 0) / (lengths[j] ?? 1)
      const w1 = (weights[at + 1] ?? 0) / (lengths[j + 1] ?? 1)
      const w2 = (weights[at + 2] ?? 0) / (lengths[j + 2] ?? 1)
      const w3 = (weights[at + 3] ?? 0) / (lengths[j + 3] ?? 1)
      const [b0, b1, b2, b3] = [j * dims, (j + 1) * dims, (j + 2) * dims, (j + 3) * dims]
      for (let d = 0, to = i * dims; d < dims; d++, to++)
        out[to] =
          (out[to] ?? 0) + w0 * (b[b0 + d] ?? 0) + w1 * (b[b1 + d] ?? 0) + w2 * (b[b2 + d] ?? 0) + w3 * (b[b3 + d] ?? 0)
    }
}
