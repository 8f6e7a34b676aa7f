import type { JobPage } from '@rolecall/contract/pages'
import { JobReportReason } from '@rolecall/contract/report'
import { jobPath, withLanguage } from '../../document/addresses.ts'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import field from '../../ui/field.module.css'
import { TextArea } from '../../ui/field.tsx'
import css from './report-job.module.css'

/** Whoever reads a job can tell the moderators of it, without signing in. A link to `#report` opens the form, which stands inside. */
export const ReportJob = ({ page }: { page: JobPage }) => {
  const say = useSay()
  const { report } = page
  return (
    <section className={css.report} aria-label={say('web.report.job')}>
      {report === 'thanks' ? (
        <p id="report" role="status">
          {say('web.report.thanks')}
        </p>
      ) : (
        <details open={report !== undefined}>
          <summary>{say('web.report.job')}</summary>
          {report !== undefined && <p role="alert">{say(`web.report.${report}`)}</p>}
          <form
            id="report"
            className={css.form}
            method="post"
            action={withLanguage(page, `${jobPath(page.job)}/report`)}
          >
            <fieldset className={field.group}>
              <legend className={field.legend}>{say('web.report.reason')}</legend>
              <div className={field.choices}>
                {JobReportReason.options.map((reason) => (
                  <label key={reason} className={field.choice}>
                    <input type="radio" name="reason" value={reason} required />
                    {say(`option.report.${reason}`)}
                  </label>
                ))}
              </div>
            </fieldset>
            <TextArea id="text" label={say('web.report.words')} optional rows={3} maxLength={500} />
            <p>{say('web.report.private')}</p>
            <Button type="submit">{say('web.report.send')}</Button>
          </form>
        </details>
      )}
    </section>
  )
}
