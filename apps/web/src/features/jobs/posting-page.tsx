import type { EmployerJob } from '@rolecall/contract/api/employer-jobs'
import { formatShift } from '@rolecall/text/work-times'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { jobQuery } from '../../api/queries.ts'
import { momentText } from '../../applications/time-left.ts'
import { capitalise } from '../../text/capitalise.ts'
import { requirementText } from '../../text/requirement-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import css from './job-layout.module.css'

/** What the job says, and what happened to it. */
export const PostingPage = () => {
  const { organisationId = '', jobId = '' } = useParams()
  return <QueryState query={useQuery(jobQuery(organisationId, jobId))}>{(job) => <Posting job={job} />}</QueryState>
}

const Posting = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  return (
    <div className={css.posting}>
      {job.publicUrl !== undefined && (
        <p>
          <a href={job.publicUrl}>{say('web.job.public')}</a>
        </p>
      )}
      <Facts job={job} />
      <Requirements job={job} />
      <MattersMost job={job} />
      <section>
        <h2>{say('web.job.about')}</h2>
        <p className={css.description} lang={job.posting.description.language} dir="auto">
          {job.posting.description.text}
        </p>
      </section>
      <History job={job} />
    </div>
  )
}

const Facts = ({ job: { posting, code } }: { job: EmployerJob }) => {
  const say = useSay()
  const text = useText()
  const times = text.fact({
    type: 'times',
    days: posting.days,
    parts: posting.hours === undefined ? posting.parts : [],
  })
  const facts = [
    [say('web.form.pay'), text.pay(posting.pay)],
    [say('web.job.place'), posting.remote ? say('web.job.remote') : posting.place.label],
    [say('web.job.hours'), posting.hours === undefined ? times : `${times} ${formatShift(posting.hours)}`],
    [say('web.job.type'), text.fact({ type: 'employment-type', value: posting.employmentType })],
    [say('web.form.answer-days'), String(posting.answerDays)],
    [say('web.job.code-name'), code],
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

const Requirements = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  const text = useText()
  const { requirements } = job.posting
  if (requirements.length === 0) return null
  return (
    <section>
      <h2>{say('web.form.needs')}</h2>
      <ul className={css.list}>
        {requirements.map((requirement) => (
          <li key={JSON.stringify(requirement)}>
            {requirementText(requirement, text)} ({say(requirement.must ? 'web.form.must' : 'web.form.wish')})
          </li>
        ))}
      </ul>
    </section>
  )
}

const MattersMost = ({ job: { posting } }: { job: EmployerJob }) => {
  const say = useSay()
  const text = useText()
  if (posting.mattersMost === undefined || posting.mattersMost.length === 0) return null
  return (
    <section>
      <h2>{say('web.posting.matters')}</h2>
      <p>{capitalise(text.fact({ type: 'score-parts', values: [...new Set(posting.mattersMost)] }), text.language)}</p>
    </section>
  )
}

const History = ({ job }: { job: EmployerJob }) => {
  const say = useSay()
  const text = useText()
  return (
    <section>
      <h2>{say('web.history.title')}</h2>
      <ol className={css.list}>
        {job.history.map((step) => (
          <li key={step.at + step.state}>
            {momentText(step.at, text)}: {say(`web.job-state.${step.state}`)}
            {step.by !== undefined && (
              <>
                , <bdi>{step.by}</bdi>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
