import type { Edit } from './edits.ts'
import { rowDescription } from './job-phrases.ts'
import type { MatchView } from './look.ts'
import type { ListRow, ListSection, Phrase, Reply } from './reply.ts'
import { choice, say } from './say.ts'
import type { Person, Scene, Turn } from './turn.ts'

const rowsPerPage = 9

/** Jobs that fit, nine a page, best first; each list that is shown is logged. `before` stands in front of it. */
export const showJobs = (
  scene: Scene,
  person: Person,
  { page, before }: { page: number; before: readonly Phrase[] },
): Turn => {
  const { matches, hasMore } = matchesOf(scene, person, page)
  const idle = { kind: 'idle' } as const
  if (matches.length === 0 && page > 0)
    return showJobs(scene, person, { page: 0, before: [...before, say('bot.jobs.end')] })
  if (matches.length === 0) return { replies: [noJobs(before)], mode: idle, set: { page: 0 } }
  const body = [...before, say('bot.jobs.found', { page: page + 1, count: matches.length })]
  const reply: Reply = {
    kind: 'list',
    body,
    button: say('option.list.jobs'),
    sections: jobSections(matches, { hasMore, page }),
  }
  return { replies: [reply], edits: [listShown(scene, person, matches, page)], mode: idle, set: { page } }
}

/** The jobs of a page of the list, which counts from 0, best first. */
export const matchesOf = (scene: Listing, person: Person, page: number) => {
  const end = (page + 1) * rowsPerPage
  const found = scene.look.matches(person.profile, leaveOut(scene), end + 1)
  return { matches: found.slice(page * rowsPerPage, end), hasMore: found.length > end }
}

/** What a list of jobs rests on. */
type Listing = Pick<Scene, 'look' | 'interests' | 'applications'>

/** Jobs that were put away or applied to. */
const leaveOut = ({ interests, applications }: Listing): ReadonlySet<string> =>
  new Set([
    ...interests.filter(({ hidden }) => hidden).map(({ jobId }) => jobId),
    ...applications.map(({ jobId }) => jobId),
  ])

const noJobs = (before: readonly Phrase[]): Reply => ({
  kind: 'buttons',
  body: [...before, say('bot.jobs.none')],
  buttons: [choice('cmd.profile', 'option.change-answers'), choice('cmd.menu', 'option.menu')],
})

/** Rows for jobs that fit and for those with something to check. */
export const jobSections = (
  matches: readonly MatchView[],
  { hasMore, page }: { readonly hasMore: boolean; readonly page: number },
): readonly ListSection[] => {
  const rows = (fit: 'full' | 'partial') =>
    matches.filter(({ explanation }) => (explanation.fit === 'full') === (fit === 'full')).map(rowOf)
  const more: readonly ListRow[] = hasMore ? [{ id: `jobs.page.${page + 1}`, title: say('option.jobs.more') }] : []
  const fits = rows('full')
  const check = rows('partial')
  const sections = [
    { title: say('option.jobs.fits'), rows: check.length === 0 ? [...fits, ...more] : fits },
    { title: say('option.jobs.check'), rows: check.length === 0 ? [] : [...check, ...more] },
  ]
  return sections.filter(({ rows: filled }) => filled.length > 0)
}

const rowOf = ({ job, explanation }: MatchView): ListRow => ({
  id: `job.${job.id}`,
  title: { plain: job.posting.title },
  description: rowDescription(job, explanation),
})

/** That a list was shown, and why. */
export const listShown = (
  scene: Pick<Scene, 'id'>,
  person: Person,
  matches: readonly MatchView[],
  page: number,
): Edit => ({
  kind: 'list-shown',
  listId: scene.id('matchLists'),
  personId: person.id,
  entries: matches.map(({ job, explanation }, at) => ({
    rank: page * rowsPerPage + at + 1,
    jobId: job.id,
    explanation,
  })),
})
