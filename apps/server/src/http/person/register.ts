import type { PageRenderer, ProfileProblem, RegisterPage, RegisterQuestion } from '@rolecall/contract/pages'
import { answerOf } from '@rolecall/core/conversation/profile-answers'
import { questionOf } from '@rolecall/core/conversation/questionnaire'
import { pageQuestions, positionOnPage, questionOnPage } from '@rolecall/core/conversation/register-on-page'
import { say as saying } from '@rolecall/core/conversation/say'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keptMs } from '../../access/sessions.ts'
import { changeOwnAnswers } from '../../flows/change-own-answers.ts'
import { createRegisterOnWeb } from '../../flows/register-on-web.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { withStatusOf } from '../problems.ts'
import { frameOf } from '../public/page-frame.ts'
import { sendPage } from '../public/send-page.ts'
import { sendRefusal } from '../public/send-refusal.ts'
import { startSession } from '../session-cookies.ts'
import { type Form, formOf } from './form-body.ts'
import { type PersonSite, personForm, personFrame } from './person-page.ts'
import { type PersonViewer, readPersonViewer } from './person-viewer.ts'
import { problemOf } from './profile.ts'
import { readProfileForm } from './profile-form.ts'
import { backTo } from './where-from.ts'

type Person = DocumentOf<'people'>

/** Registering without WhatsApp: the consent, then a question a page, each kept as soon as it is answered. */
export const registerPages = (site: PersonSite): void => {
  const { app, deps, pages } = site
  const registerOnWeb = createRegisterOnWeb(deps)

  app.get('/me/register', async (request, reply) => {
    const viewer = await readPersonViewer(deps, { request, reply })
    const job = jobCodeIn(request)
    if (viewer === undefined) return sendConsent({ deps, pages }, request, reply)
    const asked = askedIn(request, viewer.person)
    if (asked === undefined) return backTo(request, reply, await homeOf(deps, job))
    const page = questionPage(deps, { viewer, frame: personFrame(deps, viewer, request, reply), job }, asked)
    return sendPage(reply, pages.renderRegister(page), 'one-person')
  })

  app.post('/me/register', async (request, reply) => {
    const to = `/me/register${jobQuery(jobCodeIn(request))}`
    if ((await readPersonViewer(deps, { request, reply })) !== undefined) return backTo(request, reply, to)
    if (formOf(request).get('agree') !== 'yes') return backTo(request, reply, to)
    const { language } = frameOf(deps, request, reply)
    const subject = await registerOnWeb({ language, address: request.ip })
    if (isRefusal(subject)) {
      if (subject.refused !== 'rate-limited') return sendRefusal(deps, { request, reply }, subject)
      return sendConsent({ deps, pages }, request, withStatusOf(reply, subject), true)
    }
    await startSession(deps, { request, reply }, { subject, surface: 'person', keptMs })
    return backTo(request, reply, to)
  })

  personForm(site, '/me/register/answer', async ({ viewer, frame, request }) => {
    const form = formOf(request)
    const job = jobCodeIn(request)
    const question = pageQuestions.find((id) => id === form.get('field'))
    const change = question === 'times' ? timesIn(form) : readProfileForm(form)
    if (question === undefined || change === undefined || change === 'no-times') return 'not-found'
    if (viewer.person.state !== 'registering') return { to: await homeOf(deps, job) }
    const outcome = await changeOwnAnswers(deps, viewer.person, change)
    if (isRefusal(outcome))
      return outcome.refused === 'not-found' ? 'not-found' : { to: `/me/register${jobQuery(job)}` }
    if (outcome.outcome !== 'changed') {
      const problem = problemOf(deps, frame, { form, outcome })
      return { page: pages.renderRegister(questionPage(deps, { viewer, frame, job, problem }, question)) }
    }
    const next = (await deps.store.get('people', viewer.person.id))?.doc
    const isDone = next?.state !== 'registering'
    return { to: isDone ? await welcomeOf(deps, job) : `/me/register${jobQuery(job)}` }
  })
}

const sendConsent = (
  { deps, pages }: { readonly deps: AppDeps; readonly pages: PageRenderer },
  request: FastifyRequest,
  reply: FastifyReply,
  limited = false,
): Promise<FastifyReply> => {
  const job = jobCodeIn(request)
  const page: RegisterPage = {
    ...frameOf(deps, request, reply),
    path: `/me/register${jobQuery(job)}`,
    ...positionOnPage('consent'),
    ...(job === undefined ? {} : { job }),
    ...(limited ? { limited } : {}),
  }
  return sendPage(reply, pages.renderRegister(page), 'one-person')
}

/** The times are chosen as in the chat: one of its list. */
const timesIn = (form: Form): ReturnType<typeof readProfileForm> => ({
  kind: 'answer',
  answered: { question: 'times', said: { tap: `q.times.${form.get('option') ?? ''}` } },
})

/** The question that the address names, of those that were reached; else the one that stands; undefined once all is answered. */
const askedIn = ({ query }: FastifyRequest, person: Person): RegisterQuestion | undefined => {
  if (person.state !== 'registering') return undefined
  const standing = questionOnPage(person)?.id
  const named = typeof query === 'object' && query !== null && 'question' in query ? query.question : undefined
  const reached = pageQuestions.slice(0, pageQuestions.indexOf(standing ?? 'name'))
  const question = reached.find((id) => id === named) ?? standing
  return isAsked(question) ? question : undefined
}

const isAsked = (question: string | undefined): question is RegisterQuestion =>
  question !== undefined && question !== 'language' && question !== 'consent'

const questionPage = (
  deps: AppDeps,
  shown: {
    readonly viewer: PersonViewer
    readonly frame: ReturnType<typeof personFrame>
    readonly job: string | undefined
    readonly problem?: ProfileProblem
  },
  question: RegisterQuestion | string,
): RegisterPage => {
  const { frame, job, problem, viewer } = shown
  const asked = isAsked(question) ? question : 'name'
  const { person } = viewer
  const say = (phrase: Parameters<typeof deps.texts.say>[0]) => deps.texts.say(phrase, frame.language)
  const occupation = person.profile.work[0]?.occupation
  const work = occupation === undefined ? '' : ({ type: 'occupation', value: occupation } as const)
  const back = pageQuestions[pageQuestions.indexOf(asked) - 1]
  const typed = typedOf(deps, asked, { viewer, language: frame.language })
  const answer = answerIn(asked, person)
  return {
    ...frame,
    path: `/me/register?question=${asked}${job === undefined ? '' : `&job=${job}`}`,
    ...positionOnPage(asked),
    ...(job === undefined ? {} : { job }),
    asked: {
      question: asked,
      text: say(saying(`web.me.register.ask.${asked}`, { work })),
      options: (questionOf(asked)?.options ?? []).map((id) => ({ id, label: say(saying(`option.${asked}.${id}`)) })),
      ...(typed === undefined ? {} : { typed }),
      ...(answer === undefined ? {} : { answer }),
      ...(isAsked(back) ? { back } : {}),
      ...(problem === undefined ? {} : { problem }),
    },
  }
}

/** An answer before, in words to be edited. */
const typedOf = (deps: AppDeps, question: RegisterQuestion, { language, viewer: { person } }: Reader) => {
  if (question === 'name') return person.name
  if (question === 'place') return person.profile.place?.label
  if (question !== 'work' || person.profile.work.length === 0) return undefined
  return deps.texts.say(answerOf('work', person, deps.words.names), language)
}
type Reader = { readonly language: string; readonly viewer: PersonViewer }

const answerIn = (question: RegisterQuestion, { profile }: Person): string | undefined =>
  question === 'experience' ? profile.work[0]?.experience : undefined

const jobCodeIn = ({ query }: FastifyRequest): string | undefined => {
  const code = typeof query === 'object' && query !== null && 'job' in query ? query.job : undefined
  return typeof code === 'string' && /^[A-Z2-9]{6}$/.test(code) ? code : undefined
}

const jobQuery = (job: string | undefined): string => (job === undefined ? '' : `?job=${job}`)

/** To the job that they came for, else to the jobs that fit. */
const homeOf = async ({ matcher }: AppDeps, code: string | undefined): Promise<string> => {
  const job = code === undefined ? undefined : await matcher.withLook((look) => look.jobByCode(code))
  return job === undefined ? '/me' : `/me/apply/${job.id}`
}

const welcomeOf = async (deps: AppDeps, code: string | undefined): Promise<string> => {
  const to = await homeOf(deps, code)
  return to === '/me' ? '/me?welcome=yes' : to
}
