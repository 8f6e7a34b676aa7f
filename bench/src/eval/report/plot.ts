import { type ByMethod, lexical, methodNames, official } from '../scoring/methods.ts'
import type { GoldResult, Published } from '../sets/gold-set.ts'

interface Bar {
  readonly value: number
  readonly name: string
  readonly colour: string
}

const width = 860
const left = 20
const barArea = 520
const barHeight = 18
const groupGap = 44
const top = 64
/** Told apart by those who see few colours, too (Okabe and Ito). */
const colours = { ours: '#0072b2', lexical: '#999999', published: '#e69f00' }

/** Bars for each measure: Rolecall, the better lexical method, the best that was published. */
export function qualityPlot(results: readonly GoldResult[]): string {
  const groups = results.flatMap(({ set, measured }) =>
    measured.map(({ measure, figures, published }) => ({
      title: `${set}: ${measure}`,
      bars: barsOf(figures, published),
    })),
  )
  const parts: string[] = []
  let y = top
  for (const { title, bars } of groups) {
    parts.push(text(left, y, title, 'font-weight="600"'))
    for (const [at, bar] of bars.entries()) parts.push(...drawn(bar, y + 10 + at * (barHeight + 4)))
    y += bars.length * (barHeight + 4) + groupGap
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-labelledby="title" font-family="sans-serif" font-size="14" fill="#1a1a1a">`,
    '<title id="title">Quality of matching: Rolecall, the better lexical method and the best that was published, in bars</title>',
    `<rect width="${width}" height="${y}" fill="#ffffff"/>`,
    text(
      left,
      28,
      'Quality of matching: 1 is perfect. Trained on ESCO and O*NET; quality.md says what to mind in the comparison.',
    ),
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

function barsOf(figures: ByMethod<number>, published: readonly Published[]): Bar[] {
  const [better] = lexical.toSorted((a, b) => figures[b] - figures[a])
  const [best] = published.toSorted((a, b) => b.value - a.value)
  return [
    { value: figures[official], name: `Rolecall (${methodNames[official]})`, colour: colours.ours },
    ...(better ? [{ value: figures[better], name: methodNames[better], colour: colours.lexical }] : []),
    ...(best ? [{ value: best.value, name: `published: ${best.name}`, colour: colours.published }] : []),
  ]
}

function drawn({ value, name, colour }: Bar, y: number): string[] {
  const length = Math.max(1, value * barArea)
  return [
    `<rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" fill="${colour}"/>`,
    text(left + length + 8, y + barHeight - 5, `${value.toFixed(3)} ${name}`),
  ]
}

function text(x: number, y: number, content: string, more = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y}"${more === '' ? '' : ` ${more}`}>${escaped(content)}</text>`
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
