import type { ApplicationView } from '@rolecall/contract/api/applications'
import type { MessageView, ThreadView } from '@rolecall/contract/api/messages'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { threadQuery } from '../../api/queries.ts'
import { momentText } from '../../applications/time-left.ts'
import { Bubbles } from '../../messages/bubbles.tsx'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { Composer } from './composer.tsx'
import { ReportDialog } from './report-dialog.tsx'
import css from './thread.module.css'
import { useBlock, useMarkRead, useMayWrite } from './use-thread.ts'

/** What the organisation and the person wrote to each other, and the way to write on. */
export const Thread = ({ application }: { application: ApplicationView }) => {
  const { organisationId = '' } = useParams()
  const say = useSay()
  const query = useInfiniteQuery(threadQuery(organisationId, application.id))
  useMarkRead(application)
  return (
    <QueryState query={query} rows={1}>
      {({ pages }) => {
        const [newest] = pages
        if (newest === undefined) return null
        const items = pages.flatMap((page) => page.items).toReversed()
        return (
          <div className={css.thread}>
            {query.hasNextPage && (
              <Button look="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {say('web.messages.older')}
              </Button>
            )}
            <Messages application={application} items={items} />
            <Below application={application} thread={newest} />
          </div>
        )
      }}
    </QueryState>
  )
}

const Messages = ({ application, items }: { application: ApplicationView; items: readonly MessageView[] }) => {
  const say = useSay()
  const text = useText()
  if (items.length === 0) return <p>{say('web.messages.none', { name: application.firstName })}</p>
  const aboutOf = ({ at, delivery, tellAt }: MessageView): string => {
    const when = momentText(at, text)
    if (delivery === undefined) return when
    if (tellAt !== undefined) return `${when} · ${say('web.messages.waits', { when: momentText(tellAt, text) })}`
    return `${when} · ${say(`web.messages.delivery.${delivery}`)}`
  }
  const bubbles = items.map((item) => ({
    id: item.id,
    mine: item.from === 'organisation',
    who: item.from === 'person' ? application.firstName : (item.by ?? say('web.messages.colleague')),
    text: item.text,
    language: item.language,
    about: aboutOf(item),
  }))
  return <Bubbles label={say('web.messages.title')} bubbles={bubbles} />
}

type Of = { readonly application: ApplicationView; readonly thread: ThreadView }

/** The composer, or why one cannot write; blocking and reporting stand apart from it. */
const Below = ({ application, thread }: Of) => {
  const say = useSay()
  const mayWrite = useMayWrite()
  const name = application.firstName
  if (!mayWrite) return <p className={css.hint}>{say('web.messages.read-only')}</p>
  return (
    <>
      {thread.state === 'open' && thread.left > 0 ? (
        <Composer application={application} left={thread.left} />
      ) : (
        <p className={css.closed} role="status">
          {thread.state === 'open'
            ? say('web.messages.wait', { name })
            : say(`web.messages.state.${thread.state}`, { name })}
        </p>
      )}
      {thread.report !== undefined && (
        <p className={css.hint}>{say('web.messages.reported', { outcome: thread.report })}</p>
      )}
      <Guard application={application} thread={thread} />
    </>
  )
}

const Guard = ({ application, thread }: Of) => {
  const say = useSay()
  const text = useText()
  const [reporting, setReporting] = useState(false)
  const block = useBlock(application.id)
  const blocked = thread.state === 'blocked-by-you'
  const wrote = thread.items.some(({ from }) => from === 'person')
  return (
    <div className={css.guard}>
      <Button look="quiet" busy={block.isPending} onClick={() => block.mutate(!blocked)}>
        {say(blocked ? 'web.messages.unblock' : 'web.messages.block', { name: application.firstName })}
      </Button>
      {wrote && (
        <Button look="quiet" onClick={() => setReporting(true)}>
          {say('web.messages.report')}
        </Button>
      )}
      {block.error !== null && <p role="alert">{problemText(block.error, text)}</p>}
      {reporting && <ReportDialog application={application} close={() => setReporting(false)} />}
    </div>
  )
}
