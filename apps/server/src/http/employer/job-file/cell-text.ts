/**
 * What a cell says: without space around it, and without the apostrophe that keeps a spreadsheet from taking it for a formula, as
 * files are written that hold what others typed.
 */
export const cellText = (cell: string): string =>
  cell
    .replace(/^'(?=[=+\-@\t\r])/, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
