import { CaseFilter, type CaseRow } from '@rolecall/contract/api/cases'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { casesQuery } from '../../api/case-queries.ts'
import { momentText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Select } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import css from './cases.module.css'
import { languageName, selector } from './words.ts'

/** A support agent's screen: who needs a person, the urgent and the longest waiting first. */
export const CasesPage = () => {
  const say = useSay()
  const [search, setSearch] = useSearchParams()
  const show = CaseFilter.catch('open').parse(search.get('show'))
  const query = useInfiniteQuery(casesQuery(show))
  return (
    <Page title={say('web.cases.title')} lead={say('web.cases.lead')}>
      <div className={css.filter}>
        <Select
          id="show"
          label={say('web.cases.filter')}
          value={show}
          options={CaseFilter.options.map((value) => ({ value, label: say('web.cases.show', { show: value }) }))}
          onChange={(event) => setSearch({ show: event.target.value })}
        />
      </div>
      <PagedList query={query} none={say('web.cases.none')}>
        {(items) => (
          <ul className={css.cards}>
            {items.map((item) => (
              <Row key={item.id} item={item} />
            ))}
          </ul>
        )}
      </PagedList>
    </Page>
  )
}

const Row = ({ item }: { item: CaseRow }) => {
  const say = useSay()
  const isClosed = item.state === 'closed'
  const name = isClosed ? say('web.cases.closed') : (item.name ?? say('web.cases.nameless'))
  return (
    <Card as="li" className={css.card}>
      <h2>
        {isClosed ? (
          name
        ) : (
          <Link to={`/cases/${item.id}`}>
            <bdi>{name}</bdi>
          </Link>
        )}
      </h2>
      <CaseFacts item={item} />
    </Card>
  )
}

/** Why it waits, since when, and how urgent it is. */
export const CaseFacts = ({ item }: { item: CaseRow }) => {
  const say = useSay()
  const text = useText()
  const { reason, since, language, late, outcome } = item
  return (
    <>
      <p>
        {say('web.cases.reason', { reason: selector(reason) })}{' '}
        {reason === 'distress' && <Chip tone="bad">{say('web.cases.urgent')}</Chip>}{' '}
        {late && <Chip tone="act">{say('web.cases.late')}</Chip>}
      </p>
      <p className={css.small}>
        {say('web.cases.waits', { since: momentText(since, text) })}
        {language !== undefined && ` · ${say('web.cases.language', { language: languageName(language, text) })}`}
        {outcome !== undefined && ` · ${say('web.cases.outcome-name', { outcome: selector(outcome) })}`}
      </p>
    </>
  )
}
