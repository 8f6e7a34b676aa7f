import { type CaseView, TakeReason } from '@rolecall/contract/api/cases'
import { routes } from '@rolecall/contract/api/routes'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { caseQuery } from '../../api/case-queries.ts'
import { call } from '../../api/client.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { CaseActions } from './case-actions.tsx'
import { CaseThread } from './case-thread.tsx'
import css from './cases.module.css'
import { CaseFacts } from './cases-page.tsx'
import { useCaseAct } from './use-case-act.ts'
import { selector } from './words.ts'

/** One case: what it is about, and to the agent who has it the chat. */
export const CasePage = () => {
  const { caseId = '' } = useParams()
  return <QueryState query={useQuery(caseQuery(caseId))}>{(item) => <Case item={item} />}</QueryState>
}

const Case = ({ item }: { item: CaseView }) => {
  const say = useSay()
  const { chat, reason, localHelp } = item
  const name = item.state === 'closed' ? say('web.cases.closed') : (item.name ?? say('web.cases.nameless'))
  return (
    <Page title={name}>
      <div className={css.case}>
        <CaseFacts item={item} />
        {reason === 'distress' && (
          <Card tone="bad">
            {localHelp === undefined
              ? say('web.cases.no-local-help')
              : say('web.cases.local-help', { text: localHelp })}
          </Card>
        )}
        {item.holder !== undefined && <p role="status">{say('web.cases.taken', { name: item.holder })}</p>}
        {item.state === 'open' && <Take caseId={item.id} urgent={reason === 'distress'} />}
        {chat !== undefined && (
          <>
            <CaseThread item={item} chat={chat} />
            <CaseActions caseId={item.id} />
          </>
        )}
      </div>
    </Page>
  )
}

const Take = ({ caseId, urgent }: { caseId: string; urgent: boolean }) => {
  const say = useSay()
  const text = useText()
  const [reason, setReason] = useState<TakeReason>(urgent ? 'urgent' : 'next-in-line')
  const take = useCaseAct(() => call(routes.takeCase, { params: { caseId }, body: { reason } }))
  return (
    <div className={css.form}>
      <p>{say('web.cases.take-text')}</p>
      <Select
        id="take-reason"
        label={say('web.cases.take-reason')}
        value={reason}
        options={TakeReason.options.map((value) => ({
          value,
          label: say('web.cases.take-reason-name', { reason: selector(value) }),
        }))}
        onChange={(event) => setReason(TakeReason.catch('next-in-line').parse(event.target.value))}
      />
      {take.error !== null && <p role="alert">{problemText(take.error, text)}</p>}
      <div className={css.actions}>
        <Button look="primary" busy={take.isPending} onClick={() => take.mutate(undefined)}>
          {say('web.cases.take')}
        </Button>
      </div>
    </div>
  )
}
