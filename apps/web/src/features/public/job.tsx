import type { JobPage } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { requirementText } from '../../text/requirement-text.ts'
import { sayIn, speak, TextProvider, useSay, useText } from '../../text/use-text.tsx'
import { withLanguage } from './addresses.ts'
import { ApplyPanel, ClosedPanel } from './apply-panel.tsx'
import { type Assets, renderPublicPage } from './document.tsx'
import css from './job.module.css'
import { jobPosting } from './job-posting.ts'
import { placeOf, timesOf } from './job-row.tsx'

/** `/jobs/<id>-<slug>`: pay first, musts apart from wishes, dated next steps; a closed job explains itself. */
export const renderJob = (page: JobPage, assets: Assets): string => {
  const { job } = page
  const text = speak(page.catalogue, page.language, page.labels)
  const say = sayIn(text)
  const place = placeOf(job, text)
  const open = job.state === 'open'
  const head = {
    title: say('web.shell.page-title', { title: say('web.job.page-title', { title: job.title, place }) }),
    description: `${text.pay(job.pay)} · ${place} · ${timesOf(job, text)} · ${job.organisation}`,
    styles: assets.publicCss,
    canonicalPath: open ? job.path : undefined,
    ...(open ? { structuredData: jobPosting(page) } : {}),
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
          <bdi>{job.title}</bdi>
        </h1>
        <p className={css.organisation}>
          <bdi>{job.organisation}</bdi>
        </p>
        <p className={css.pay}>
          <bdi>{text.pay(job.pay)}</bdi>
        </p>
      </header>
      {page.applyUrl !== undefined && job.state === 'open' ? (
        <div className={css.side}>
          <ApplyPanel job={job} applyUrl={page.applyUrl} />
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
          <p className={css.description} lang={job.description.language} dir="auto">
            {job.description.text}
          </p>
        </Section>
        {job.state === 'open' && <NextSteps job={job} />}
        <p className={css.warning}>{say('web.job.fee-warning')}</p>
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

const Facts = ({ job }: { job: JobPage['job'] }) => {
  const say = useSay()
  const text = useText()
  const noon = (date: string) => text.date(Date.parse(`${date}T12:00:00Z`), 'UTC')
  const facts = [
    [say('web.job.place'), job.remote ? `${say('web.job.remote')} · ${job.place}` : job.place],
    [say('web.job.hours'), timesOf(job, text)],
    [say('web.job.type'), text.fact({ type: 'employment-type', value: job.employmentType })],
    [say('web.job.start'), job.startsOn === undefined ? say('web.job.start-soon') : noon(job.startsOn)],
    [say('web.job.openings'), say('web.job.openings-count', { count: job.openings })],
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

const Requirements = ({ job }: { job: JobPage['job'] }) => {
  const say = useSay()
  const text = useText()
  const { requirements } = job
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

const NextSteps = ({ job }: { job: JobPage['job'] }) => {
  const say = useSay()
  const text = useText()
  const lastDay = text.date(Date.parse(`${job.expiresOn}T12:00:00Z`), 'UTC')
  return (
    <Section title={say('web.job.next')}>
      <ol className={css.steps}>
        <li>{say('web.job.next-apply', { date: lastDay })}</li>
        <li>{say('web.job.next-read', { organisation: job.organisation })}</li>
        <li>{say('web.job.next-answer', { days: job.answerDays })}</li>
      </ol>
    </Section>
  )
}
