import type { AuditEntryView } from '@rolecall/contract/api/operator'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useSearchParams } from 'react-router'
import { auditLogQuery } from '../../api/operator-queries.ts'
import { momentText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import css from './operator.module.css'

/** An auditor's screen: who did what to whom, newest first, all or of one id. */
export const AuditLogPage = () => {
  const say = useSay()
  const [search, setSearch] = useSearchParams()
  const of = search.get('of') ?? ''
  const [id, setId] = useState(of)
  const query = useInfiniteQuery(auditLogQuery(of))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setSearch(id.trim() === '' ? {} : { of: id.trim() })
  }
  return (
    <Page title={say('web.operator.log.title')} lead={say('web.operator.log.lead')}>
      <form className={css.filter} onSubmit={submit}>
        <TextField
          id="of"
          label={say('web.operator.log.of')}
          value={id}
          onChange={(event) => setId(event.target.value)}
        />
        <Button type="submit">{say('web.operator.log.find')}</Button>
      </form>
      <PagedList query={query} none={say('web.operator.log.none')}>
        {(items) => (
          <ol className={css.log}>
            {items.map((entry) => (
              <Entry key={entry.seq} entry={entry} />
            ))}
          </ol>
        )}
      </PagedList>
    </Page>
  )
}

const Entry = ({ entry }: { entry: AuditEntryView }) => {
  const text = useText()
  return (
    <li>
      <p>
        <b>{entry.action}</b> {entry.detail}
      </p>
      <p className={css.ids}>
        {entry.seq} · {momentText(entry.at, text)} · {entry.actor}
        {entry.role === undefined ? '' : ` (${entry.role})`} → {entry.subject}
        {entry.organisation === undefined ? '' : ` · ${entry.organisation}`}
      </p>
    </li>
  )
}
