import type { ReportSummary, ReportView } from '@rolecall/contract/api/reports'
import { routes } from '@rolecall/contract/api/routes'
import type { ReportDecision } from '@rolecall/contract/report'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { reportQuery } from '../../api/operator-queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { momentText } from '../../applications/time-left.ts'
import { Bubbles } from '../../messages/bubbles.tsx'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import css from './operator.module.css'

/** One report: who is reported and why, its words once they are opened, and the decisions that fit. */
export const ReportCard = ({ report }: { report: ReportSummary }) => {
  const say = useSay()
  const text = useText()
  const [opened, setOpened] = useState(false)
  const { about, at, decision, job, organisation, person, reason, reporter, text: words } = report
  return (
    <Card as="li" className={css.card}>
      <h2>
        {say('web.operator.reports.about', { about, reason: say(`option.report.${reason}`) })}{' '}
        <bdi>{about === 'person' ? person : about === 'job' ? job.title : organisation.name}</bdi>
      </h2>
      <p>
        {say('web.operator.reports.where', { job: job.title, organisation: organisation.name })}
        {about === 'organisation' && person !== undefined && <> {say('web.operator.reports.with', { person })}</>}
      </p>
      <p className={css.ids}>
        {momentText(at, text)} · {say('web.operator.reports.by', { kind: reporter.kind, name: reporter.name ?? '' })}
      </p>
      {words !== undefined && (
        <blockquote className={css.description}>
          <bdi>{words}</bdi>
        </blockquote>
      )}
      {decision !== undefined && <p>{say(`web.operator.reports.decided.${decision}`)}</p>}
      {opened ? (
        <Words reportId={report.id} />
      ) : (
        <p>
          <Button onClick={() => setOpened(true)}>{say('web.operator.reports.open', { about })}</Button>
        </p>
      )}
      <Decisions report={report} />
    </Card>
  )
}

const Words = ({ reportId }: { reportId: string }) => (
  <QueryState query={useQuery(reportQuery(reportId))} rows={1}>
    {(report) => <Reported report={report} />}
  </QueryState>
)

/** The job's text; of a thread its messages. */
const Reported = ({ report }: { report: ReportView }) => {
  const say = useSay()
  const text = useText()
  const { description, messages, organisation, person } = report
  if (report.about === 'job') return <p className={css.description}>{description}</p>
  if (messages.length === 0) return <p>{say('web.operator.reports.no-messages')}</p>
  const bubbles = messages.map((message) => ({
    id: message.id,
    mine: message.from === 'organisation',
    who: message.from === 'organisation' ? organisation.name : (person ?? say('web.operator.reports.person')),
    text: message.text,
    about: momentText(message.at, text),
  }))
  return <Bubbles label={say('web.messages.title')} bubbles={bubbles} />
}

const Decisions = ({ report }: { report: ReportSummary }) => {
  const say = useSay()
  const text = useText()
  const client = useQueryClient()
  const [asked, setAsked] = useState<ReportDecision>()
  const decide = useMutation({
    mutationFn: (decision: ReportDecision) =>
      call(routes.decideReport, { params: { reportId: report.id }, body: { decision } }),
    onSuccess: () => readAnew(client, ['operator', 'reports']),
  })
  const labelOf = (decision: ReportDecision) =>
    report.state === 'decided' ? say('web.operator.reports.undo') : say(`web.operator.reports.decision.${decision}`)
  return (
    <>
      {decide.error !== null && <p role="alert">{problemText(decide.error, text)}</p>}
      <div className={css.actions}>
        {report.moves.map((decision) => (
          <Button
            key={decision}
            look={decision === 'dismiss' ? 'secondary' : 'danger'}
            busy={decide.isPending}
            onClick={() => (decision === 'dismiss' ? decide.mutate(decision) : setAsked(decision))}
          >
            {labelOf(decision)}
          </Button>
        ))}
      </div>
      {asked !== undefined && (
        <Dialog
          title={labelOf(asked)}
          onClose={() => setAsked(undefined)}
          actions={
            <>
              <Button
                look="danger"
                onClick={() => {
                  setAsked(undefined)
                  decide.mutate(asked)
                }}
              >
                {labelOf(asked)}
              </Button>
              <Button onClick={() => setAsked(undefined)}>{say('web.operator.cancel')}</Button>
            </>
          }
        >
          <p>{say(`web.operator.reports.effect.${asked}`)}</p>
        </Dialog>
      )}
    </>
  )
}
