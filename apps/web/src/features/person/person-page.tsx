import type { ApplicationView } from '@rolecall/contract/api/applications'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { applicationQuery } from '../../api/queries.ts'
import { MoveDialog } from '../../applications/move-dialog.tsx'
import { PendingOutcome } from '../../applications/pending-outcome.tsx'
import { CheckList, ReasonList, TiltReason } from '../../applications/reason-list.tsx'
import { stageKey } from '../../applications/stages.ts'
import { dayText } from '../../applications/time-left.ts'
import { Labelled } from '../../text/labels.tsx'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { PersonFacts } from './person-facts.tsx'
import { PersonHistory } from './person-history.tsx'
import css from './person-page.module.css'
import { Thread } from './thread.tsx'

/** One person's application: work, reasons as the person reads them, answers, what happened; no phone number. */
export const PersonPage = () => {
  const { organisationId = '', applicationId = '' } = useParams()
  return (
    <QueryState query={useQuery(applicationQuery(organisationId, applicationId))}>
      {(application) => (
        <Labelled labels={application.labels}>
          <Person application={application} />
        </Labelled>
      )}
    </QueryState>
  )
}

const Person = ({ application }: { application: ApplicationView }) => {
  const say = useSay()
  const [moving, setMoving] = useState(false)
  const canMove = application.moves.length > 0 && application.pending === undefined
  const main = canMove && (
    <Button look="primary" onClick={() => setMoving(true)}>
      {say('web.person.answer', { name: application.firstName })}
    </Button>
  )
  return (
    <Page title={application.firstName} lead={<Lead application={application} />} main={main}>
      <PendingOutcome application={application} />
      <div className={css.columns}>
        <Section title={say('web.person.reasons')}>
          <ReasonList explanation={application.explanation} />
          <CheckList explanation={application.explanation} />
          <TiltReason explanation={application.explanation} />
          <p className={css.hint}>{say('web.person.reasons-text')}</p>
        </Section>
        <Section title={say('web.person.about')}>
          <PersonFacts application={application} />
        </Section>
        {application.answers.length > 0 && (
          <Section title={say('web.person.answers')}>
            <Answers application={application} />
          </Section>
        )}
        <Section title={say('web.messages.title')}>
          <Thread application={application} />
        </Section>
        <Section title={say('web.history.title')}>
          <PersonHistory application={application} />
        </Section>
      </div>
      {moving && <MoveDialog application={application} onClose={() => setMoving(false)} />}
    </Page>
  )
}

const Lead = ({ application }: { application: ApplicationView }) => {
  const say = useSay()
  const text = useText()
  const { organisationId = '' } = useParams()
  const now = Date.now()
  return (
    <span className={css.lead}>
      <Chip tone={application.waiting ? 'check' : undefined}>{say(stageKey(application.state))}</Chip>
      <Link to={`/${organisationId}/jobs/${application.jobId}`}>
        <bdi>{application.jobTitle}</bdi>
      </Link>
      <span>{say('web.person.applied', { date: dayText(application.appliedAt, text, now) })}</span>
      {application.waiting && <span>{say('web.person.due', { date: dayText(application.answerBy, text, now) })}</span>}
    </span>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={css.section}>
    <h2>{title}</h2>
    {children}
  </section>
)

const Answers = ({ application }: { application: ApplicationView }) => {
  const say = useSay()
  return (
    <dl className={css.answers}>
      {application.answers.map(({ questionId, question, answer }) => (
        <div key={questionId}>
          <dt dir="auto">{question}</dt>
          {/* A tap on Yes or No is kept as such; all else is in the person's words. */}
          <dd dir="auto">{answer === 'yes' || answer === 'no' ? say(`option.${answer}`) : answer}</dd>
        </div>
      ))}
    </dl>
  )
}
