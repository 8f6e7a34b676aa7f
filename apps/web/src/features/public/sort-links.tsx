import type { JobSort } from '@rolecall/contract/api/public-jobs'
import type { JobListPage } from '@rolecall/contract/pages'
import { listPath, withLanguage } from '../../document/addresses.ts'
import { useSay } from '../../text/use-text.tsx'
import css from './sort-links.module.css'

/** The orders that this search can have. */
export const SortLinks = ({ page }: { page: JobListPage }) => {
  const say = useSay()
  const { query, result } = page
  const sorts = sortsOf(page)
  if (sorts.length < 2) return null
  return (
    <nav className={css.sorts} aria-label={say('web.list.order')}>
      {sorts.map((sort) =>
        sort === result.sort ? (
          <b key={sort} aria-current="true">
            {say('web.list.sort', { sort })}
          </b>
        ) : (
          <a key={sort} href={withLanguage(page, listPath({ ...query, sort: sort === sorts[0] ? undefined : sort }))}>
            {say('web.list.sort', { sort })}
          </a>
        ),
      )}
    </nav>
  )
}

/** The first is the one without a choice. Pay can be compared where there is one currency. */
const sortsOf = ({ query, result }: JobListPage): readonly JobSort[] => [
  ...(query.q === '' ? [] : ['best' as const]),
  'newest',
  ...(result.place ? ['nearest' as const] : []),
  ...(result.facets.payAtLeast.length > 0 ? ['pay' as const] : []),
]
