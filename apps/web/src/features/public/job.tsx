import type { PublicJob } from '@rolecall/contract/api/public-jobs'
import type { JobPage } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { jobPath, withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { requirementText } from '../../text/requirement-text.ts'
import { sayIn, speak, TextProvider, useSay, useText } from '../../text/use-text.tsx'
import { ApplyPanel, ClosedPanel } from './apply-panel.tsx'
import css from './job.module.css'
import { jobPosting } from './job-posting.ts'
import { placeOf, timesOf } from './job-row.tsx'
import { ReportJob } from './report-job.tsx'

/** `/jobs/<id>-<slug>`: pay first, musts apart from wishes, dated next steps; a closed job explains itself. */
export const renderJob = (page: JobPage, assets: Assets): string => {
  const { job } = page
  const text = speak(page.catalogue, page.language, job.labels)
  const say = sayIn(text)
  const place = placeOf(job, text)
  const open = job.state === 'open'
  const head = {
    title: say('web.shell.page-title', { title: say('web.job.page-title', { title: job.posting.title, place }) }),
    description: `${text.pay(job.posting.pay)} · ${place} · ${timesOf(job, text)} · ${job.organisationName}`,
    styles: assets.publicCss,
    canonicalPath: open ? jobPath(job) : undefined,
    ...(open ? { structuredData: jobPosting(job, page.origin) } : {}),
  }
  const body = (
    <TextProvider text={text}>
      <Job page={page} />
    </TextProvider>
  )
  return renderPublicPage(page, head, body)
}

const Job = ({ page }: { page: JobPage }) => {
  const { job } = page
  const say = useSay()
  const text = useText()
  return (
    <article className={css.page}>
      <header className={css.head}>
        <a className={css.back} href={withLanguage(page, '/jobs')}>
          {say('web.job.back')}
        </a>
        <h1>
          <bdi>{job.posting.title}</bdi>
        </h1>
        <p className={css.organisation}>
          <bdi>{job.organisationName}</bdi>
        </p>
        <p className={css.pay}>
          <bdi>{text.pay(job.posting.pay)}</bdi>
        </p>
      </header>
      {job.applyUrl !== undefined && job.state === 'open' ? (
        <div className={css.side}>
          <ApplyPanel job={job} applyUrl={job.applyUrl} />
        </div>
      ) : (
        <div className={css.closed}>
          <ClosedPanel page={page} />
        </div>
      )}
      <div className={css.body}>
        <Facts job={job} />
        <Requirements job={job} />
        <Section title={say('web.job.about')}>
          <p className={css.description} lang={job.posting.description.language} dir="auto">
            {job.posting.description.text}
          </p>
        </Section>
        {job.state === 'open' && <NextSteps job={job} />}
        <p className={css.warning}>{say('web.job.fee-warning')}</p>
        <ReportJob page={page} />
      </div>
    </article>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={css.section}>
    <h2>{title}</h2>
    {children}
  </section>
)

const Facts = ({ job }: { job: PublicJob }) => {
  const say = useSay()
  const text = useText()
  const { posting } = job
  const noon = (date: string) => text.date(Date.parse(`${date}T12:00:00Z`), 'UTC')
  const facts = [
    [say('web.job.place'), posting.remote ? `${say('web.job.remote')} · ${posting.place.label}` : posting.place.label],
    [say('web.job.hours'), timesOf(job, text)],
    [say('web.job.type'), text.fact({ type: 'employment-type', value: posting.employmentType })],
    [say('web.job.start'), posting.startsOn === undefined ? say('web.job.start-soon') : noon(posting.startsOn)],
    [say('web.job.openings'), say('web.job.openings-count', { count: job.openingsLeft })],
  ]
  return (
    <dl className={css.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const Requirements = ({ job }: { job: PublicJob }) => {
  const say = useSay()
  const text = useText()
  const { requirements } = job.posting
  const lists = [
    [say('web.job.musts'), requirements.filter((requirement) => requirement.must)],
    [say('web.job.wishes'), requirements.filter((requirement) => !requirement.must)],
  ] as const
  if (requirements.length === 0) return <Section title={say('web.job.musts')}>{say('web.job.no-musts')}</Section>
  return lists
    .filter(([, items]) => items.length > 0)
    .map(([title, items]) => (
      <Section key={title} title={title}>
        <ul className={css.list}>
          {items.map((item) => (
            <li key={JSON.stringify(item)}>{requirementText(item, text)}</li>
          ))}
        </ul>
      </Section>
    ))
}

const NextSteps = ({ job }: { job: PublicJob }) => {
  const say = useSay()
  const text = useText()
  // The last moment belongs to the last day: a millisecond less keeps it there.
  const lastDay = text.date(Date.parse(job.expiresAt) - 1, job.posting.place.timeZone)
  return (
    <Section title={say('web.job.next')}>
      <ol className={css.steps}>
        <li>{say('web.job.next-apply', { date: lastDay })}</li>
        <li>{say('web.job.next-read', { organisation: job.organisationName })}</li>
        <li>{say('web.job.next-answer', { days: job.posting.answerDays })}</li>
      </ol>
    </Section>
  )
}
