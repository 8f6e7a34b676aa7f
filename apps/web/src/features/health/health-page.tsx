import type { HealthView } from '@rolecall/contract/api/health'
import { useQuery } from '@tanstack/react-query'
import { healthQuery, staffSessionQuery } from '../../api/operator-queries.ts'
import { momentText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { GivenUp } from './given-up.tsx'
import css from './health.module.css'
import { Instances } from './instances.tsx'
import { Messages } from './messages.tsx'
import { PeopleWaiting } from './people-waiting.tsx'
import { Queues } from './queues.tsx'
import { CacheReads, Numbers } from './standing.tsx'

/** How the installation does: support reads it, auditors too, and administrators try again what was given up. */
export const HealthPage = () => {
  const say = useSay()
  const role = useQuery(staffSessionQuery).data?.staff?.role
  return (
    <Page title={say('web.operator.health.title')} lead={say('web.operator.health.lead')}>
      <QueryState query={useQuery(healthQuery)} rows={5}>
        {(view) => <Health view={view} toCases={role === 'support'} />}
      </QueryState>
      {(role === 'administrator' || role === 'auditor') && <GivenUp retries={role === 'administrator'} />}
    </Page>
  )
}

const Health = ({ view, toCases }: { view: HealthView; toCases: boolean }) => {
  const say = useSay()
  const text = useText()
  return (
    <>
      <p className={css.small}>{say('web.operator.health.as-of', { moment: momentText(view.at, text) })}</p>
      <div className={css.pair}>
        <Queues queues={view.queues} />
        <PeopleWaiting people={view.people} toCases={toCases} />
      </div>
      <Messages view={view} />
      <div className={css.pair}>
        <Numbers numbers={view.numbers} />
        <CacheReads cache={view.cache} />
      </div>
      <Instances instances={view.instances} />
    </>
  )
}
