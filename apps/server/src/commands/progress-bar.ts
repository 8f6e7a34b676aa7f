const barLength = 20

/** `share` from 0 to 1, as `[####......]`. */
export const barOf = (share: number): string => `[${'#'.repeat(Math.floor(barLength * share)).padEnd(barLength, '.')}]`

/** Tells a terminal by one bar that grows, anything else by a line for each quarter. `share` from 0 to 1, never less than before. */
export const progressBar = (
  out: { write(text: string): unknown; readonly isTTY?: boolean },
  name: string,
): ((share: number) => void) => {
  let shown = -1
  return (share) => {
    const percent = Math.floor(100 * share)
    if (percent <= shown) return
    const bar = `${barOf(share)} ${percent} % ${name}`
    if (out.isTTY === true) out.write(`\r${bar}${percent === 100 ? '\n' : ''}`)
    else if (Math.floor(percent / 25) > Math.floor(shown / 25)) out.write(`${bar}\n`)
    shown = percent
  }
}
