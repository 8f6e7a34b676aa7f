import { JobReportReason, ReportText } from '@rolecall/contract/report'
import { reportJob } from '../../flows/report-job.ts'
import { addressKey } from '../../limits/address.ts'
import { isRefusal } from '../../refusal.ts'
import { jobIdIn } from '../public/job-address.ts'
import { sendNotFoundPage } from '../public/not-found-page.ts'
import { formOf } from './form-body.ts'
import type { PersonSite } from './person-page.ts'
import { readPersonViewer } from './person-viewer.ts'
import { backTo } from './where-from.ts'

/** Reports that one address may send. */
const reports = 5
const reportMinutes = 60

/** The form on a job's page with which anyone tells the moderators of it; whoever is signed in hears what came of it. */
export const reportJobForm = ({ app, deps, pages }: Pick<PersonSite, 'app' | 'deps' | 'pages'>): void => {
  const limit = deps.limits.of('report-job', reports, reportMinutes)

  app.post<{ Params: { page: string } }>('/jobs/:page/report', async (request, reply) => {
    const { page } = request.params
    const jobId = jobIdIn(page)
    const back = (said: 'thanks' | 'missing' | 'limited') =>
      backTo(request, reply, `/jobs/${encodeURIComponent(page)}?report=${said}#report`)
    if (jobId === undefined) return sendNotFoundPage(deps, pages, request, reply)
    const form = formOf(request)
    const reason = JobReportReason.safeParse(form.get('reason'))
    if (!reason.success) return back('missing')
    const limited = await limit.take(addressKey(request.ip))
    if (limited !== undefined) return back('limited')
    const text = ReportText.safeParse(form.get('text')?.slice(0, 500)).data
    const person = (await readPersonViewer(deps, { request, reply }))?.person
    const filed = await reportJob(deps, { jobId, reason: reason.data, text, person })
    return isRefusal(filed) ? sendNotFoundPage(deps, pages, request, reply) : back('thanks')
  })
}
