/** A number of a column; the index is one that the column has. */
export const at = (column: Readonly<ArrayLike<number>>, index: number): number => column[index] ?? 0
