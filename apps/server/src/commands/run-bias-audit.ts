import type { Store } from '@rolecall/core/ports/store'
import { type Categories, readCategories } from '../bias-audit/categories.ts'
import { compare } from '../bias-audit/compare.ts'
import type { Decision } from '../bias-audit/decisions.ts'
import { type AuditOptions, readOptions, usage } from '../bias-audit/options.ts'
import { readDecisions } from '../bias-audit/read-decisions.ts'
import { reportHtml } from '../bias-audit/report-html.ts'
import { reportText } from '../bias-audit/report-text.ts'
import { titleOf } from '../bias-audit/wording.ts'
import { everyPage } from '../every-page.ts'

export type BiasAuditDeps = {
  readonly store: Store
  /** Epoch ms. */
  readonly now: number
  readonly read: (path: string) => Promise<Uint8Array>
  /** An address to get it by, where there is one. */
  readonly write: (path: string, text: string) => Promise<string | undefined>
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
  readonly progress: (share: number) => void
}

/**
 * Compares how groups of people fared in the log of decisions; what the file says of people is neither stored nor printed for
 * any one of them. 0: done. 1: there is nothing to compare. 2: the arguments or the file must be mended.
 */
export const runBiasAudit = async (deps: BiasAuditDeps, args: readonly string[]): Promise<0 | 1 | 2> => {
  const options = readOptions(args)
  if ('refused' in options) return told(deps, 2, [options.refused, ...usage])
  const categories = readCategories(await deps.read(options.categories), options.columns)
  if ('refused' in categories) return told(deps, 2, [`${options.categories}: ${categories.refused}`])
  const jobIds = options.organisationId === undefined ? undefined : await jobsOf(deps, options.organisationId)
  if (jobIds?.size === 0) return told(deps, 1, [`${options.organisationId} has no jobs: give the id as in "org_…".`])
  const decisions = await readDecisions(deps, {
    ...options,
    ...periodOf(options),
    jobIds,
    invitations: options.selection === 'invited',
  })
  if (decisions.length === 0) return told(deps, 1, nothingFound(options))
  const audit = {
    ...options,
    ...compare(decisions, categories, options),
    madeOn: Temporal.Instant.fromEpochMilliseconds(deps.now).toZonedDateTimeISO('UTC').toPlainDate(),
    file: await matchFile(deps, categories, decisions),
  }
  for (const line of reportText(audit)) deps.print(line)
  if (options.html !== undefined) {
    const link = await deps.write(options.html, reportHtml(audit))
    deps.print(`"${titleOf(audit)}" with plots: ${options.html}`)
    if (link !== undefined) deps.print(`To get it by, for five minutes: ${link}`)
  }
  return 0
}

const told = (deps: BiasAuditDeps, exitCode: 1 | 2, lines: readonly string[]): 1 | 2 => {
  for (const line of lines) deps.complain(line)
  return exitCode
}

const nothingFound = ({ pool, from, to }: AuditOptions): readonly string[] => [
  `There is nothing to compare among ${pool} from ${from} to ${to} (UTC).`,
  'Give another period with --from and --to, or compare others with --among; see docs/audit.md for how long the log is kept.',
]

const periodOf = ({ from, to }: AuditOptions) => ({ from: startOf(from), below: startOf(to.add({ days: 1 })) })
const startOf = (day: Temporal.PlainDate): number => day.toZonedDateTime('UTC').epochMilliseconds

const jobsOf = async (deps: BiasAuditDeps, organisationId: string): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>()
  for await (const page of everyPage(deps, 'jobs', { index: 'organisation', where: [organisationId] }))
    for (const { doc } of page) ids.add(doc.id)
  return ids
}

const atOnce = 500

/** How many rows of the file are of people whom nobody knows, and of people who are not compared. */
const matchFile = async (
  { store }: BiasAuditDeps,
  { byPerson }: Categories,
  decisions: readonly Decision[],
): Promise<{ readonly rows: number; readonly unknownPeople: number; readonly notCompared: number }> => {
  const compared = new Set(decisions.map(({ personId }) => personId))
  const others = [...byPerson.keys()].filter((id) => !compared.has(id))
  let known = 0
  for (let from = 0; from < others.length; from += atOnce)
    known += (await store.getMany('people', others.slice(from, from + atOnce))).length
  return { rows: byPerson.size, unknownPeople: others.length - known, notCompared: known }
}
