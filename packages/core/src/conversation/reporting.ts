import { JobReportReason, type ReportReason, ReportText, ThreadReportReason } from '@rolecall/contract/report'
import { type Filing, reportOf } from '../messages/report.ts'
import { miss } from './miss.ts'
import type { Phrase, Reply } from './reply.ts'
import { choice, say } from './say.ts'
import type { Mode } from './state.ts'
import { chosen, homeOf, type Person, type Scene, type Turn } from './turn.ts'
import { namesOf } from './writing.ts'

type Reporting = Extract<Mode, { kind: 'reporting' }>

/** The employer of an application is reported, for what they wrote. */
export const reportEmployer = (scene: Scene, applicationId: string): Turn => {
  const application = scene.applications.find(({ id }) => id === applicationId)
  if (application === undefined) return { before: [say('bot.writing.gone')], mode: homeOf(scene) }
  return { mode: { kind: 'reporting', jobId: application.jobId, applicationId } }
}

/** REPORT: the job that was seen last. */
export const reportJob = (scene: Scene): Turn => {
  const { jobId } = scene.state
  if (jobId === undefined || scene.look.job(jobId) === undefined) return { before: [say('bot.report.which')] }
  return { mode: { kind: 'reporting', jobId } }
}

/** Why, as a list; where it is none of these, in their own words. */
export const askWhy = (scene: Scene, mode: Reporting, before: readonly Phrase[]): Reply | undefined => {
  const names = namesOf(scene, mode)
  if (mode.reason !== undefined) {
    const buttons = [
      choice('reporting.send', 'option.report.send'),
      choice('reporting.cancel', 'option.writing.cancel'),
    ]
    return { kind: 'buttons', body: [...before, say('bot.report.words')], buttons }
  }
  const rows = [
    ...reasonsOf(mode).map((reason) => choice(`reporting.why.${reason}`, `option.report.${reason}`)),
    choice('reporting.cancel', 'option.writing.cancel'),
  ]
  const key = mode.applicationId === undefined ? 'bot.report.job' : 'bot.report.thread'
  return { kind: 'list', body: [...before, say(key, names)], button: say('option.list.choose'), sections: [{ rows }] }
}

const reasonsOf = ({ applicationId }: Reporting): readonly ReportReason[] =>
  applicationId === undefined ? JobReportReason.options : ThreadReportReason.options

export const settleReporting = (scene: Scene, person: Person, mode: Reporting): Turn => {
  const picked = chosen(scene)
  if (picked === 'reporting.cancel') return { before: [say('bot.report.cancelled')], mode: homeOf(scene) }
  if (mode.reason !== undefined) return takeWords(scene, person, { ...mode, reason: mode.reason })
  const reason = reasonsOf(mode).find((each) => picked === `reporting.why.${each}`)
  if (reason === 'other') return { mode: { ...mode, reason } }
  if (reason !== undefined) return file(scene, person, { ...mode, reason })
  return scene.readings.oldTap === undefined ? miss(scene, say('bot.again.choose')) : {}
}

type Why = Reporting & { readonly reason: ReportReason }

const takeWords = (scene: Scene, person: Person, mode: Why): Turn => {
  const { event, readings } = scene
  if (readings.choice === 'reporting.send' && event.kind === 'tap') return file(scene, person, mode)
  if (event.kind !== 'text') return readings.oldTap === undefined ? { before: [say('bot.report.text-only')] } : {}
  const said = ReportText.safeParse(event.text.replaceAll('\r\n', '\n'))
  if (!said.success) return { before: [say('bot.report.too-long')] }
  return file(scene, person, mode, { text: said.data, language: scene.language })
}

const file = (scene: Scene, person: Person, mode: Why, text?: Filing['text']): Turn => {
  const { applicationId, jobId, reason } = mode
  const job = scene.look.job(jobId)
  if (job === undefined) return { before: [say('bot.job.gone')], mode: homeOf(scene) }
  const filing: Filing = {
    about: applicationId === undefined ? 'job' : 'organisation',
    jobId,
    organisationId: job.organisationId,
    reporter: { kind: 'person', id: person.id },
    personId: person.id,
    reason,
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(text === undefined ? {} : { text }),
  }
  const offer =
    applicationId === undefined
      ? choice(`hide.${jobId}`, 'option.job.hide')
      : choice(`block.${applicationId}`, 'option.relay.block')
  const body = [say('bot.report.thanks'), ...(applicationId === undefined ? [] : [say('bot.report.block')])]
  return {
    replies: [{ kind: 'buttons', body, buttons: [offer, choice('cmd.menu', 'option.menu')] }],
    edits: [{ kind: 'report', report: reportOf(filing, scene.now) }],
    mode: { kind: 'idle' },
  }
}
