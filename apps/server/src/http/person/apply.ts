import type { ApplyPage } from '@rolecall/contract/pages'
import type { Applying } from '@rolecall/core/conversation/apply-on-page'
import type { FastifyRequest } from 'fastify'
import { applyOnWeb, readApplying, sayHeldOnWeb } from '../../flows/apply-on-web.ts'
import { isRefusal } from '../../refusal.ts'
import type { AppDeps } from '../deps.ts'
import { pathOfJob } from '../public/job-address.ts'
import { type Form, formOf } from './form-body.ts'
import { type Asked, type PersonSite, personForm, personPage } from './person-page.ts'

/** Applying without the chat: what it would warn of, the employer's questions on one page, and one button. */
export const applyPages = (site: PersonSite): void => {
  const { deps, pages } = site
  const path = '/me/apply/:jobId'

  personPage(site, path, async (asked) => {
    const jobId = jobIdIn(asked.request)
    const applying = await readApplying(deps, asked.viewer.person, jobId)
    return pages.renderApply(present(deps, asked, { jobId, applying }))
  })

  personForm(site, path, async (asked) => {
    const { viewer, request } = asked
    const [jobId, form] = [jobIdIn(request), formOf(request)]
    if (form.get('say') === 'have') {
      const held = await sayHeldOnWeb(deps, viewer.person, jobId)
      return isRefusal(held) && held.refused === 'not-found' ? 'not-found' : { to: `/me/apply/${jobId}` }
    }
    const applied = await applyOnWeb(deps, viewer.person, { jobId, answers: answersIn(form) })
    if (isRefusal(applied)) return applied.refused === 'not-found' ? 'not-found' : { to: `/me/apply/${jobId}` }
    if (applied.outcome === 'applied') return { to: '/me/applications?applied=yes' }
    const applying = await readApplying(deps, viewer.person, jobId)
    const missing = applied.outcome === 'missing' ? applied.questions : []
    return { page: pages.renderApply(present(deps, asked, { jobId, applying, form, missing })) }
  })
}

const jobIdIn = ({ params }: FastifyRequest): string =>
  typeof params === 'object' && params !== null && 'jobId' in params ? String(params.jobId) : ''

const answersIn = (form: Form): ReadonlyMap<string, string> =>
  new Map([...form].flatMap(([name, value]) => (name.startsWith('answer-') ? [[name.slice(7), value] as const] : [])))

const present = (
  { texts }: AppDeps,
  { frame }: Asked,
  shown: {
    readonly jobId: string
    readonly applying: Applying | undefined
    readonly form?: Form
    readonly missing?: readonly string[]
  },
): ApplyPage => {
  const { applying, form, jobId, missing = [] } = shown
  const say = (phrase: Parameters<typeof texts.say>[0]) => texts.say(phrase, frame.language)
  const page = { ...frame, path: `/me/apply/${jobId}`, jobId, warnings: [], canSayHeld: false, questions: [], missing }
  if (applying === undefined) return { ...page, over: [] }
  if (applying.step === 'over') return { ...page, over: applying.said.map(say) }
  const { job } = applying
  return {
    ...page,
    title: job.posting.title,
    employer: job.organisationName,
    jobPath: pathOfJob(job.id, job.posting.title),
    warnings: applying.warnings.map(say),
    canSayHeld: applying.canSayHeld,
    questions: applying.questions.map(({ id, text, answer }) => {
      const given = form?.get(`answer-${id}`)
      return { id, text, answer, ...(given === undefined ? {} : { given }) }
    }),
  }
}
