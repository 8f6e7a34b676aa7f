import type { SizeName } from '../sizes.ts'
import { synthesise } from '../synthesise.ts'
import { costLines, total } from './lines.ts'
import priceList from './prices.json' with { type: 'json' }

const dollars = (amount: number): string =>
  amount.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const whole = (amount: number): string => amount.toLocaleString('en-GB', { maximumFractionDigits: 0 })

/** The tables of docs/deploy-aws.md, from the templates and the dated prices. */
export const costTables = (): string => {
  const { region, asOf, note } = priceList
  const pages = [...new Set(Object.values(priceList.prices).map(({ page }) => page))]
  const sections = (['pilot', 'city', 'country'] as const).map(tableOf)
  return [
    `Prices: ${region}, ${asOf}, US dollars, 730 hours a month. ${note} \`infra/src/costs/prices.json\` holds them, each with its page:`,
    `${pages.map((page) => `<${page}>`).join(', ')}.`,
    '',
    ...sections,
  ].join('\n')
}

const tableOf = (size: SizeName): string => {
  const made = synthesise({ size, mongo: { kind: 'nodes' } })
  const lines = costLines(made)
  const { people, messages, requests } = made.deployment.capacity.traffic
  const sum = total(lines)
  const [name, ...rest] = size
  return [
    `### ${name?.toUpperCase()}${rest.join('')}: about $${whole(sum)} a month`,
    '',
    `Supposed: ${whole(people)} people, ${whole(messages)} messages and ${whole(requests)} requests a month; a replica set of its own;`,
    `the least number of tasks and hosts. That is $${(sum / people).toFixed(4)} for each person.`,
    '',
    '| what | quantity × price | $ a month |',
    '|---|---|---:|',
    ...lines.map((line) => `| ${line.what} | ${line.sum} | ${dollars(line.dollars)} |`),
    `| **Sum** | | **${dollars(sum)}** |`,
    '',
  ].join('\n')
}
