import type { ApplicationSummary } from '@rolecall/contract/api/applications'
import { Link, useParams } from 'react-router'
import { PendingOutcome } from '../../applications/pending-outcome.tsx'
import { daysSince, dayText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import css from './pipeline-page.module.css'

/** Who, how long they wait, by when they were promised an answer, and the way on. */
export const ApplicationCard = ({ application, move }: { application: ApplicationSummary; move: () => void }) => {
  const say = useSay()
  const text = useText()
  const { organisationId = '' } = useParams()
  const now = Date.now()
  const late = application.waiting && Date.parse(application.answerBy) < now
  return (
    <Card as="li" className={css.card}>
      <h3>
        <Link to={`/${organisationId}/applications/${application.id}`}>
          <bdi>{application.firstName}</bdi>
        </Link>
      </h3>
      <p className={css.facts}>
        <span>{say('web.pipeline.fit', { fit: application.fit })}</span>
        {application.distanceBand !== undefined && <span>{say(`web.distance.${application.distanceBand}`)}</span>}
      </p>
      {application.waiting ? (
        <p className={late ? css.late : css.due}>
          {say('web.pipeline.waits', { days: daysSince(application.appliedAt, now) })}{' '}
          {say('web.pipeline.due', { late: late ? 'yes' : 'no', date: dayText(application.answerBy, text, now) })}
        </p>
      ) : (
        <p className={css.facts}>{say('web.pipeline.since', { date: dayText(application.updatedAt, text, now) })}</p>
      )}
      {application.unread > 0 && (
        <p>
          <Chip tone="act">{say('web.pipeline.unread', { count: application.unread })}</Chip>
        </p>
      )}
      <PendingOutcome application={application} />
      {application.pending === undefined && !final.includes(application.state) && (
        <Button onClick={move}>
          {say('web.move.open')} <VisuallyHidden>{application.firstName}</VisuallyHidden>
        </Button>
      )}
    </Card>
  )
}

const final: readonly string[] = ['hired', 'not-selected', 'withdrawn']
