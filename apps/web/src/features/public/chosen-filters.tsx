import type { JobListPage } from '@rolecall/contract/pages'
import { chosenIn, filterFields, listPath, pathWithout, withLanguage } from '../../document/addresses.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import css from './chosen-filters.module.css'
import { wordsOf } from './filter-words.ts'

/** What was chosen; a press takes it away. */
export const ChosenFilters = ({ page }: { page: JobListPage }) => {
  const say = useSay()
  const text = useText()
  const { query, result } = page
  const chosen = filterFields.flatMap((field) => chosenIn(query, field).map((value) => ({ field, value })))
  if (chosen.length === 0) return null
  const { q, place, distanceKm, country, sort } = query
  const cleared = { q, place, country, sort, ...(distanceKm === undefined ? {} : { distanceKm }) }
  return (
    <ul className={css.chips} aria-label={say('web.filter.chosen')}>
      {chosen.map(({ field, value }) => (
        <li key={field + value}>
          <a className={css.chip} href={withLanguage(page, pathWithout(query, field, value))}>
            <VisuallyHidden>{say('web.filter.remove')} </VisuallyHidden>
            {field === 'payAtLeast' && `${say('web.filter.field', { field })} `}
            <bdi>{wordsOf({ field, value }, text, result.labels)}</bdi>
            <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      {chosen.length > 1 && (
        <li>
          <a className={css.clear} href={withLanguage(page, listPath(cleared))}>
            {say('web.filter.clear')}
          </a>
        </li>
      )}
    </ul>
  )
}
