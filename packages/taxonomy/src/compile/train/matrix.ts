/** `?? 0` stands for an index that is never out of range; V8 makes nothing of it on typed arrays in range. */
export function squareOfRow(rows: Float32Array, row: number, dims: number): number {
  let sum = 0
  for (let at = row * dims; at < (row + 1) * dims; at++) sum += (rows[at] ?? 0) * (rows[at] ?? 0)
  return sum
}

/**
 * The product of each row of `a` with each of `b`, rows of `width` numbers; either has a multiple of 4 rows. Four with four
 * at a time: each value that is read serves four products.
 */
export function productsOfRows(
  a: Float32Array,
  b: Float32Array,
  { width, out }: { width: number; out: Float32Array },
): void {
  const [rows, columns] = [a.length / width, b.length / width]
  for (let i = 0; i < rows; i += 4)
    for (let j = 0; j < columns; j += 4) {
      let [s00, s01, s02, s03, s10, s11, s12, s13] = [0, 0, 0, 0, 0, 0, 0, 0]
      let [s20, s21, s22, s23, s30, s31, s32, s33] = [0, 0, 0, 0, 0, 0, 0, 0]
      const [a0, a1, a2, a3] = [i * width, (i + 1) * width, (i + 2) * width, (i + 3) * width]
      const [b0, b1, b2, b3] = [j * width, (j + 1) * width, (j + 2) * width, (j + 3) * width]
      for (let d = 0; d < width; d++) {
        const x0 = a[a0 + d] ?? 0
        const x1 = a[a1 + d] ?? 0
        const x2 = a[a2 + d] ?? 0
        const x3 = a[a3 + d] ?? 0
        const y0 = b[b0 + d] ?? 0
        const y1 = b[b1 + d] ?? 0
        const y2 = b[b2 + d] ?? 0
        const y3 = b[b3 + d] ?? 0
        s00 += x0 * y0
        s01 += x0 * y1
        s02 += x0 * y2
        s03 += x0 * y3
        s10 += x1 * y0
        s11 += x1 * y1
        s12 += x1 * y2
        s13 += x1 * y3
        s20 += x2 * y0
        s21 += x2 * y1
        s22 += x2 * y2
        s23 += x2 * y3
        s30 += x3 * y0
        s31 += x3 * y1
        s32 += x3 * y2
        s33 += x3 * y3
      }
      const to = i * columns + j
      out[to] = s00
      out[to + 1] = s01
      out[to + 2] = s02
      out[to + 3] = s03
      out[to + columns] = s10
      out[to + columns + 1] = s11
      out[to + columns + 2] = s12
      out[to + columns + 3] = s13
      out[to + 2 * columns] = s20
      out[to + 2 * columns + 1] = s21
      out[to + 2 * columns + 2] = s22
      out[to + 2 * columns + 3] = s23
      out[to + 3 * columns] = s30
      out[to + 3 * columns + 1] = s31
      out[to + 3 * columns + 2] = s32
      out[to + 3 * columns + 3] = s33
    }
}

/** The columns of `rows` as rows of `out`, each row over its length: so that sums of rows are products with columns. */
export function columnsOfUnitRows(
  rows: Float32Array,
  lengths: Float32Array,
  { dims, out }: { dims: number; out: Float32Array },
): void {
  const size = lengths.length
  for (let row = 0; row < size; row++) {
    const share = 1 / (lengths[row] ?? 1)
    for (let d = 0; d < dims; d++) out[d * size + row] = (rows[row * dims + d] ?? 0) * share
  }
}
