import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ReportState, reportsQuery } from '../../api/operator-queries.ts'
import { useSay } from '../../text/use-text.tsx'
import { Select } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import css from './operator.module.css'
import { ReportCard } from './report-card.tsx'

const states = ['open', 'decided'] as const

/** A moderator's screen: what people and employers told us of, and what is done about it. */
export const ReportsPage = () => {
  const say = useSay()
  const [state, setState] = useState<ReportState>('open')
  const query = useInfiniteQuery(reportsQuery(state))
  return (
    <Page title={say('web.operator.reports.title')} lead={say('web.operator.reports.lead')}>
      <div className={css.filter}>
        <Select
          id="report-state"
          label={say('web.operator.organisations.filter')}
          value={state}
          options={states.map((value) => ({ value, label: say('web.operator.reports.state', { state: value }) }))}
          onChange={({ target }) => setState(states.find((each) => each === target.value) ?? 'open')}
        />
      </div>
      <PagedList query={query} none={say('web.operator.reports.none')}>
        {(items) => (
          <ul className={css.cards}>
            {items.map((report) => (
              <ReportCard key={report.id} report={report} />
            ))}
          </ul>
        )}
      </PagedList>
    </Page>
  )
}
