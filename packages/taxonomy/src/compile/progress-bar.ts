const barLength = 20

/** Tells a terminal by one bar that grows, anything else by a line for each quarter. */
export function showSteps(
  out: { write(text: string): unknown; readonly isTTY?: boolean },
  name: string,
): (done: number, total: number) => void {
  let [shown, quarters] = [-1, -1]
  return (done, total) => {
    const percent = Math.floor((100 * done) / total)
    const bar = `[${'#'.repeat(Math.floor((barLength * done) / total)).padEnd(barLength, '.')}] ${percent} % ${name}`
    if (out.isTTY === true && percent > shown) out.write(`\r${bar}${done === total ? '\n' : ''}`)
    if (out.isTTY !== true && Math.floor(percent / 25) > quarters) out.write(`${bar}\n`)
    shown = percent
    quarters = Math.floor(percent / 25)
  }
}
