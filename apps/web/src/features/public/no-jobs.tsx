import type { Loosen } from '@rolecall/contract/api/public-jobs'
import type { JobListPage } from '@rolecall/contract/pages'
import type { Text } from '@rolecall/text/format'
import { chosenIn, listPath, pathWithout, withLanguage } from '../../document/addresses.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { wordsOf } from './filter-words.ts'

/** A page without rows says why, and leads on. */
export const NoJobs = ({ page }: { page: JobListPage }) => {
  if (page.result.total > 0) return <BeyondTheLast page={page} />
  const { loosen } = page.result
  return loosen === undefined ? <NothingAtAll page={page} /> : <WithoutOne page={page} loosen={loosen} />
}

const BeyondTheLast = ({ page }: { page: JobListPage }) => {
  const say = useSay()
  const { pages } = page.result
  return (
    <EmptyState
      title={say('web.list.beyond', { page: page.result.page })}
      action={
        <ButtonLink rel="prev" href={withLanguage(page, listPath(page.query, pages))}>
          {say('web.list.last-page')}
        </ButtonLink>
      }
    >
      {say('web.list.beyond-text', { pages })}
    </EmptyState>
  )
}

const WithoutOne = ({ page, loosen }: { page: JobListPage; loosen: Loosen }) => {
  const say = useSay()
  const text = useText()
  const { field, count } = loosen
  return (
    <EmptyState
      title={say('web.list.empty')}
      action={
        <ButtonLink href={withLanguage(page, pathWithout(page.query, field))}>
          {say('web.list.see-these', { count })}
        </ButtonLink>
      }
    >
      {say('web.list.without', { what: text.list(whatOf(page, field, text)), count })}
    </EmptyState>
  )
}

const whatOf = ({ query, result }: JobListPage, field: Loosen['field'], text: Text): readonly string[] => {
  switch (field) {
    case 'q':
    case 'place':
      return [query[field]]
    case 'country':
      return [text.fact({ type: 'country', value: query.country })]
    default:
      return chosenIn(query, field).map((value) => wordsOf({ field, value }, text, result.labels))
  }
}

const NothingAtAll = ({ page }: { page: JobListPage }) => {
  const say = useSay()
  const { q, place, country } = page.query
  const wider = listPath({ q: place === '' ? '' : q, place: '', country })
  return (
    <EmptyState
      title={say('web.list.empty')}
      action={
        <ButtonLink href={withLanguage(page, wider)}>
          {say(place === '' ? 'web.list.all-jobs' : 'web.list.everywhere')}
        </ButtonLink>
      }
    >
      {say('web.list.empty-text')}
    </EmptyState>
  )
}
