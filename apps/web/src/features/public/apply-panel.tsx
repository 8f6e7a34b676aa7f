import type { PublicJob } from '@rolecall/contract/api/public-jobs'
import type { JobPage } from '@rolecall/contract/pages'
import { jobPath, withLanguage } from '../../document/addresses.ts'
import { QrCode } from '../../document/qr-code.tsx'
import { useSay, useText } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import css from './apply-panel.module.css'
import { placeOf } from './job-row.tsx'

/** A bar at the bottom of a phone, a card with a QR code beside the text of a wide screen. */
export const ApplyPanel = ({ job, applyUrl }: { job: PublicJob; applyUrl: string }) => {
  const say = useSay()
  const { language } = useText()
  return (
    <aside className={css.apply} aria-label={say('web.job.apply')}>
      <ButtonLink wide href={applyUrl} rel="nofollow">
        {say('web.job.apply')}
      </ButtonLink>
      <a className={css.other} href={withLanguage({ language }, `/me/register?job=${job.code}`)} rel="nofollow">
        {say('web.job.apply-here')}
      </a>
      <div className={css.more}>
        <p>{say('web.job.apply-text')}</p>
        <figure className={css.code}>
          <QrCode value={applyUrl} title={say('web.job.qr', { title: job.posting.title })} />
          <figcaption>{say('web.job.qr-text')}</figcaption>
        </figure>
        <p className={css.number}>{say('web.job.code', { code: job.code })}</p>
      </div>
    </aside>
  )
}

/** Why one cannot apply, and where to go on. */
export const ClosedPanel = ({ page }: { page: JobPage }) => {
  const say = useSay()
  const { job } = page
  return (
    <Card tone="check" as="aside" className={css.closed}>
      <h2>{say('web.job.closed', { state: job.state })}</h2>
      <p>{say('web.job.closed-text', { state: job.state })}</p>
      {page.similar.length > 0 && <Similar page={page} />}
      <p>
        <ButtonLink look="secondary" href={withLanguage(page, '/jobs')}>
          {say('web.job.others')}
        </ButtonLink>
      </p>
    </Card>
  )
}

const Similar = ({ page }: { page: JobPage }) => {
  const say = useSay()
  const text = useText()
  return (
    <>
      <h3>{say('web.job.similar')}</h3>
      <ul className={css.similar}>
        {page.similar.map((job) => (
          <li key={job.id}>
            <a href={withLanguage(page, jobPath(job))}>
              <bdi>{job.posting.title}</bdi>
            </a>
            <span>
              <bdi>{text.pay(job.posting.pay)}</bdi> · <bdi>{placeOf(job, text)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
