import { quantile } from '../statistics.ts'
import type { Timing } from './measure.ts'

/** `heading`: of the bars that begin with this one. `own`: false for another engine's, in grey. */
type Bar = Timing & { readonly heading?: string; readonly own?: boolean }

const width = 860
const left = 330
const rowHeight = 34
const shades = ['#1d4e89', '#5b8fc7', '#b9d3ee']
const otherShades = ['#4a4a4a', '#8c8c8c', '#cfcfcf']

/** Bars of p50, p95 and p99 on a scale by tens, as an SVG. */
export const plot = (bars: readonly Bar[]): string => {
  const rows = bars.flatMap((bar) => (bar.heading === undefined ? [bar] : [bar.heading, bar]))
  const height = 70 + rowHeight * rows.length
  const ticks = [0.01, 0.1, 1, 10, 100, 1000].map(
    (ms) =>
      `<line x1="${x(ms)}" y1="30" x2="${x(ms)}" y2="${height - 30}" stroke="#ddd"/><text x="${x(ms)}" y="${height - 12}" text-anchor="middle">${ms} ms</text>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="13">`,
    '<title>Milliseconds by task: half of the queries, 95 and 99 of a hundred take at most so long</title>',
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...ticks,
    ...rows.flatMap((row, index) => (typeof row === 'string' ? headingAt(row, index) : barAt(row, index))),
    ...legend(shades, left),
    '</svg>',
    '',
  ].join('\n')
}

const [least, most] = [0.01, 1000]
const x = (ms: number): number =>
  left + ((width - left - 30) * Math.log10(Math.max(least, Math.min(most, ms)) / least)) / Math.log10(most / least)
const topOf = (row: number): number => 36 + row * rowHeight
const escaped = (text: string): string => text.replaceAll('<', '&lt;')

const headingAt = (heading: string, row: number): string[] => [
  `<text x="10" y="${topOf(row) + 20}" font-weight="bold">${escaped(heading)}</text>`,
]

const barAt = ({ name, ms, own = true }: Bar, row: number): string[] => {
  const y = topOf(row)
  const marks = [0.99, 0.95, 0.5].map((share, index) => {
    const end = x(quantile(ms, share))
    return `<rect x="${left}" y="${y}" width="${(end - left).toFixed(1)}" height="20" fill="${(own ? shades : otherShades)[2 - index]}"/>`
  })
  return [`<text x="${left - 10}" y="${y + 15}" text-anchor="end">${escaped(name)}</text>`, ...marks]
}

const legend = (fills: readonly string[], at: number): string[] =>
  ['p50', 'p95', 'p99'].map(
    (name, index) =>
      `<rect x="${at + 70 * index}" y="8" width="12" height="12" fill="${fills[index]}"/><text x="${at + 18 + 70 * index}" y="19">${name}</text>`,
  )
