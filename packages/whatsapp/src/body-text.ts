import { clip, clipLine } from './clip.ts'

/** Meta refuses an empty text; a mark is sent rather than nothing. */
const nothing = '-'

/** Text of several lines that a message cannot go without. */
export function bodyText(text: string, limit: number): string {
  const clipped = clip(text, limit)
  return isBlank(clipped) ? nothing : clipped
}

/** Text of one line that a message cannot go without. */
export function lineText(text: string, limit: number): string {
  const clipped = clipLine(text, limit)
  return isBlank(clipped) ? nothing : clipped
}

/** Text of one line that is left out where nothing is in it. */
export function optionalLine(text: string | undefined, limit: number): string | undefined {
  const clipped = clipLine(text ?? '', limit)
  return isBlank(clipped) ? undefined : clipped
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}
