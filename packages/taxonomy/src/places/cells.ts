/** Cells of one degree around the globe. */
export const cellsAround = 360

/** The one-degree cell of a position, row by row from the south pole. */
export function cellOf(latitude: number, longitude: number): number {
  return cellAt(Math.floor(latitude) + 90, Math.floor(longitude) + 180)
}

/** The cell in a row (0 to 179, others are held to it) and a column (any, around the globe). */
export function cellAt(row: number, column: number): number {
  const around = ((column % cellsAround) + cellsAround) % cellsAround
  return Math.min(Math.max(row, 0), 179) * cellsAround + around
}
