import { parseArgs } from 'node:util'
import { type Pool, pools, poolsOf, type Selection, selections } from './decisions.ts'

export type AuditOptions = {
  /** Days in UTC, both of them within the period. */
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly categories: string
  readonly html: string | undefined
  readonly selection: Selection
  readonly pool: Pool
  readonly columns: readonly string[] | undefined
  readonly organisationId: string | undefined
  readonly leaveOutSmall: boolean
}
type OptionsRefused = { readonly refused: string }

export const usage = [
  'npm run audit -- --from 2026-01-01 --to 2026-06-30 --categories people.csv',
  '  --from, --to         first and last day, in UTC',
  '  --categories FILE    CSV: person, and a column for each thing to compare by',
  '  --columns sex,race   of its columns these, in this order; else all',
  `  --selected WHAT      ${selections.slice(0, 4).join(', ')} (usual),`,
  `                       ${selections.slice(4).join(', ')}`,
  `  --among WHOM         ${pools.join(', ')}`,
  '  --organisation ID    the jobs of one employer only',
  '  --leave-out-small    no impact ratio for categories under 2 %',
  '  --html FILE.html     writes the same as a page with plots; with files:',
  '                       before it, as in files:reports/audit.html, into FILES_URL',
  'What it computes, and what its figures do not show: docs/audit.md',
]

/** `refused` says what is wrong with the arguments, and how to mend it. */
export const readOptions = (args: readonly string[]): AuditOptions | OptionsRefused => {
  const given = valuesOf(args)
  if ('refused' in given) return given
  const { from, to, categories, html, organisation } = given
  if (from === undefined || to === undefined || categories === undefined)
    return refuse('--from, --to and --categories are needed.')
  const [first, last] = [dayOf(from), dayOf(to)]
  if (first === undefined) return refuse(`--from ${from} is no day: write it as in 2026-01-31.`)
  if (last === undefined) return refuse(`--to ${to} is no day: write it as in 2026-01-31.`)
  if (Temporal.PlainDate.compare(first, last) > 0) return refuse(`--from ${from} is after --to ${to}: exchange them.`)
  if (html !== undefined && !html.endsWith('.html'))
    return refuse(`--html ${html} would be written over: give it a name that ends with .html.`)
  const choice = choiceOf(given.selected ?? 'moved-on', given.among)
  if ('refused' in choice) return choice
  return {
    ...choice,
    from: first,
    to: last,
    categories,
    html,
    columns: given.columns
      ?.split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    organisationId: organisation,
    leaveOutSmall: given['leave-out-small'] ?? false,
  }
}

const refuse = (refused: string): OptionsRefused => ({ refused })

const valuesOf = (args: readonly string[]) => {
  const one = { type: 'string' } as const
  try {
    return parseArgs({
      args: [...args],
      options: {
        from: one,
        to: one,
        categories: one,
        html: one,
        selected: one,
        among: one,
        columns: one,
        organisation: one,
        'leave-out-small': { type: 'boolean' },
      },
    }).values
  } catch (error) {
    if (error instanceof TypeError) return refuse(error.message.split('. To specify', 1)[0] ?? '')
    throw error
  }
}

const dayOf = (text: string): Temporal.PlainDate | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

const choiceOf = (
  selected: string,
  among: string | undefined,
): { readonly selection: Selection; readonly pool: Pool } | OptionsRefused => {
  const selection = selections.find((name) => name === selected)
  if (selection === undefined) return refuse(`--selected ${selected} is none of ${selections.join(', ')}.`)
  const possible = poolsOf[selection]
  const pool = among === undefined ? possible[0] : pools.find((name) => name === among)
  if (pool === undefined) return refuse(`--among ${among} is none of ${pools.join(', ')}.`)
  if (!possible.includes(pool))
    return refuse(`--selected ${selection} tells nothing among ${pool}: use --among ${possible.join(' or ')}.`)
  return { selection, pool }
}
