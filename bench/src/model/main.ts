import { parseArgs } from 'node:util'
import { readMeasured } from './measured.ts'
import { shownPeople, showReport } from './page.ts'
import { reportOf } from './report.ts'
import { usage as guesses } from './supposed.ts'

/** `npm run model`: what so many people take. `--write` puts the table of docs/scaling.md there; each guess has a flag. */
const number = { type: 'string' } as const
const positive = (name: string, text: string): number => {
  const value = Number(text)
  if (value > 0 && Number.isFinite(value)) return value
  console.error(`--${name} takes a number above 0, not "${text}".`)
  process.exit(2)
}

const { values } = parseArgs({
  options: {
    people: { type: 'string', multiple: true },
    active: number,
    messages: number,
    notices: number,
    pages: number,
    jobs: number,
    peak: number,
    write: { type: 'boolean', default: false },
  },
})
const { people, write, ...given } = values
const changed = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, positive(name, value)]))
const columns = people?.map((each) => positive('people', each)) ?? shownPeople
const report = reportOf(columns, { ...guesses, ...changed }, readMeasured())
console.log(report)
if (write) showReport(report)
