import type { DeadTask } from '@rolecall/contract/api/health'
import { routes } from '@rolecall/contract/api/routes'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { call } from '../../api/client.ts'
import { deadTasksQuery, healthQuery } from '../../api/operator-queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { momentText } from '../../applications/time-left.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import css from './health.module.css'
import { Panel } from './panel.tsx'

/** Tasks that failed too often, with their reason; `retries`: whether the reader may have them tried again. */
export const GivenUp = ({ retries }: { retries: boolean }) => {
  const say = useSay()
  const text = useText()
  const client = useQueryClient()
  const said = useRef<HTMLParagraphElement>(null)
  const query = useInfiniteQuery(deadTasksQuery)
  const retry = useMutation({
    mutationFn: (taskId: string) => call(routes.retryDeadTask, { params: { taskId } }),
    onSettled: async () => {
      await Promise.all([deadTasksQuery, healthQuery].map(({ queryKey }) => readAnew(client, queryKey)))
      // The button that was pressed is gone with its task.
      said.current?.focus()
    },
  })
  return (
    <Panel title={say('web.operator.health.given-up')}>
      <p className={css.small}>{say('web.operator.health.given-up-lead')}</p>
      <p ref={said} tabIndex={-1} role="status">
        {retry.isSuccess && say('web.operator.health.retried', { id: retry.variables })}
        {retry.error !== null && problemText(retry.error, text)}
      </p>
      <QueryState query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <p>{say('web.operator.health.none-given-up')}</p>
          return (
            <>
              <ul className={css.list}>
                {items.map((task) => (
                  <Task
                    key={task.id}
                    task={task}
                    busy={retry.isPending && retry.variables === task.id}
                    retry={retries && !task.erased ? () => retry.mutate(task.id) : undefined}
                  />
                ))}
              </ul>
              {query.hasNextPage && (
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {say('web.state.more')}
                </Button>
              )}
            </>
          )
        }}
      </QueryState>
    </Panel>
  )
}

const Task = ({ task, busy, retry }: { task: DeadTask; busy: boolean; retry: (() => void) | undefined }) => {
  const say = useSay()
  const text = useText()
  const { id, queue, attempts, error, at, erased } = task
  const reason = error ?? say('web.operator.health.no-reason')
  return (
    <li className={css.task}>
      <div className={css.facts}>
        <h3>{say('web.operator.health.queue-name', { queue })}</h3>
        <p className={css.small}>
          <bdi>{id}</bdi> · {momentText(at, text)} · {say('web.operator.health.attempts', { count: attempts })}
        </p>
        <p>{erased ? say('web.operator.health.erased') : <code>{reason}</code>}</p>
      </div>
      {retry && (
        <Button busy={busy} onClick={retry} aria-label={say('web.operator.health.retry-label', { id })}>
          {say('web.operator.health.retry')}
        </Button>
      )}
    </li>
  )
}
