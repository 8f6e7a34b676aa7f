import type { ProfilePage, ProfileProblem } from '@rolecall/contract/pages'
import type { AnswerChange } from '@rolecall/core/conversation/change-answer'
import { heldOf, heldPhrase } from '@rolecall/core/conversation/held-answers'
import { answerOf, fields } from '@rolecall/core/conversation/profile-answers'
import { changeOwnAnswers } from '../../flows/change-own-answers.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { type Form, formOf } from './form-body.ts'
import { type Asked, type PersonSite, personForm, personPage } from './person-page.ts'
import { readProfileForm } from './profile-form.ts'

/** Every answer with its value, each to be changed in the words that the chat understands. */
export const profilePages = (site: PersonSite): void => {
  const { deps, pages } = site

  personPage(site, '/me/profile', async (asked) => {
    const saved = savedIn(asked.request.query)
    return pages.renderProfile({ ...present(deps, asked), ...(saved ? { saved } : {}) })
  })

  personForm(site, '/me/profile', async (asked) => {
    const form = formOf(asked.request)
    const change = readProfileForm(form)
    if (change === undefined) return 'not-found'
    const outcome =
      change === 'no-times'
        ? ({ outcome: 'not-understood', why: { key: 'web.me.profile.times-none' } } as const)
        : await changeOwnAnswers(deps, asked.viewer.person, change)
    if (isRefusal(outcome)) return outcome.refused === 'not-found' ? 'not-found' : { to: '/me/profile' }
    if (outcome.outcome === 'changed')
      return { to: '/me/profile?saved=yes', inOwnLanguage: form.get('field') === 'language' }
    const problem = problemOf(deps, asked.frame, { form, outcome })
    return { page: pages.renderProfile({ ...present(deps, asked), problem }) }
  })
}

const savedIn = (query: unknown): boolean =>
  typeof query === 'object' && query !== null && 'saved' in query && query.saved === 'yes'

/** The language switch of an answered form leads to the page, which has an address. */
const present = ({ texts, words, settings }: AppDeps, { viewer: { person }, frame }: Asked): ProfilePage => {
  const say = (phrase: Parameters<typeof texts.say>[0]) => texts.say(phrase, frame.language)
  const { profile, name } = person
  return {
    ...frame,
    path: '/me/profile',
    operator: settings.current().operator.name,
    answers: fields.map((field) => ({ field, value: say(answerOf(field, person, words.names)) })),
    typed: name === undefined ? {} : { name },
    ...(profile.work[0]?.experience === undefined ? {} : { experience: profile.work[0].experience }),
    ...(profile.times === undefined ? {} : { times: profile.times }),
    own: person.language,
    alerts: person.alerts,
    held: heldOf(profile).map((held) => ({
      field: held.field,
      value: held.value,
      text: say(heldPhrase(held)),
      ...(held.level === undefined ? {} : { level: held.level }),
    })),
  }
}

/** Why an answer was not taken, for the form that it stood in. */
export const problemOf = (
  { texts }: AppDeps,
  frame: Asked['frame'],
  { form, outcome }: { readonly form: Form; readonly outcome: Exclude<AnswerChange, { outcome: 'changed' }> },
): ProfileProblem => {
  const said = { field: form.get('field') ?? '', typed: form.get('value') ?? '' }
  const say = (phrase: Parameters<typeof texts.say>[0]) => texts.say(phrase, frame.language)
  if (outcome.outcome === 'not-understood') return { ...said, text: say(outcome.why), choices: [] }
  const choices = outcome.choices.map(({ id, title, description }) => ({
    id,
    title: say(title) + (description === undefined ? '' : `, ${say(description)}`),
  }))
  return { ...said, text: say(outcome.ask), choices }
}
