import { jobSections } from '../conversation/job-list.ts'
import type { MatchView } from '../conversation/look.ts'
import type { OutboxMessage, Phrase } from '../conversation/reply.ts'
import type { DocumentOf } from '../model/collections.ts'

/** New jobs that fit, as one digest: a list inside the 24-hour window, a template with the best of them outside it. */
export const alertMessage = (alert: {
  readonly person: DocumentOf<'people'>
  readonly matches: readonly MatchView[]
  readonly sharesPhone: boolean
}): OutboxMessage => {
  const { person, matches } = alert
  const best = matches[0]?.job
  const forWhom: readonly Phrase[] =
    alert.sharesPhone && person.name !== undefined
      ? [{ key: 'update.for-person', values: { person: person.name } }]
      : []
  return {
    reply: {
      kind: 'list',
      body: [...forWhom, { key: 'bot.alert.new', values: { count: matches.length } }],
      button: { key: 'option.list.jobs' },
      sections: jobSections(matches, { hasMore: false, page: 0 }),
    },
    language: person.language,
    template: {
      name: 'job_alert',
      values: { person: person.name ?? '', job: best?.posting.title ?? '', organisation: best?.organisationName ?? '' },
    },
  }
}
