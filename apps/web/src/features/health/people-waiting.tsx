import type { HealthView } from '@rolecall/contract/api/health'
import { Link } from 'react-router'
import { momentText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Panel } from './panel.tsx'

/** Who asked for a person; `toCases`: whether the reader is one who answers. */
export const PeopleWaiting = ({ people, toCases }: { people: HealthView['people']; toCases: boolean }) => {
  const say = useSay()
  const text = useText()
  const { open, taken, oldestSince } = people
  return (
    <Panel title={say('web.operator.health.people')}>
      <p>
        {say('web.operator.health.people-open', { count: open })}{' '}
        {oldestSince !== undefined &&
          say('web.operator.health.people-since', { moment: momentText(oldestSince, text) })}
      </p>
      <p>{say('web.operator.health.people-taken', { count: taken })}</p>
      {toCases && open > 0 && <Link to="/cases">{say('web.operator.health.to-cases')}</Link>}
    </Panel>
  )
}
