import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import type { OpenSession } from '@rolecall/contract/api/session'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { sessionsQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { momentText } from '../../applications/time-left.ts'
import { deviceName } from '../../text/device-name.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { classNames } from '../../ui/class-names.ts'
import { QueryState } from '../../ui/query-state.tsx'
import rows from '../../ui/rows.module.css'
import css from './account.module.css'

/** Where one is signed in, newest first; each but this one can be ended. */
export const SessionList = () => (
  <QueryState query={useQuery(sessionsQuery)}>
    {({ items }) => (
      <ul className={classNames(rows.rows, css.list)}>
        {items.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    )}
  </QueryState>
)

const SessionRow = ({ session }: { session: OpenSession }) => {
  const say = useSay()
  const text = useText()
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => call(routes.endSession, { params: { sessionId: session.id } }),
    onSettled: () => readAnew(client, sessionsQuery.queryKey),
  })
  const device = deviceName(session.device) ?? say('web.sessions.unknown')
  return (
    <li>
      <div>
        <h3>
          <bdi>{device}</bdi>
        </h3>
        <p>
          {say('web.sessions.times', {
            since: momentText(session.since, text),
            seen: momentText(session.lastSeenAt, text),
          })}
        </p>
        {end.error !== null && <p role="alert">{problemText(end.error, text)}</p>}
      </div>
      {session.current ? (
        <Chip tone="act">{say('web.sessions.current')}</Chip>
      ) : (
        <Button busy={end.isPending} onClick={() => end.mutate()} aria-label={say('web.sessions.end-of', { device })}>
          {say('web.sessions.end')}
        </Button>
      )}
    </li>
  )
}
