import type { FilterField, JobSearchResult } from '@rolecall/contract/api/public-jobs'
import { chosenIn, filterFields, type Search } from '../../document/addresses.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { wordsOf } from './filter-words.ts'
import css from './filters.module.css'

type FiltersProps = { readonly query: Search; readonly result: Pick<JobSearchResult, 'facets' | 'labels'> }

/** What one can choose of the jobs, with how many each brings; part of the search's form. On a phone it opens. */
export const Filters = ({ query, result }: FiltersProps) => {
  const say = useSay()
  const shown = filterFields.filter((field) => result.facets[field].length > 0)
  const count = filterFields.flatMap((field) => chosenIn(query, field)).length
  if (shown.length === 0) return null
  return (
    <details className={css.filters}>
      <summary>{say('web.filter.title', { count })}</summary>
      <div className={css.groups}>
        {shown.map((field) => (
          <Group key={field} field={field} query={query} result={result} />
        ))}
        <Button type="submit">{say('web.filter.show')}</Button>
      </div>
    </details>
  )
}

/** Fields of which one value counts. */
const single: ReadonlySet<FilterField> = new Set(['payAtLeast', 'publishedWithinDays'])

const Group = ({ field, query, result }: FiltersProps & { readonly field: FilterField }) => {
  const say = useSay()
  const text = useText()
  const chosen = chosenIn(query, field)
  const type = single.has(field) ? 'radio' : 'checkbox'
  return (
    <fieldset>
      <legend>{say('web.filter.field', { field })}</legend>
      <div className={classNames(css.options, field === 'days' && css.days)}>
        {type === 'radio' && (
          <label>
            <input type="radio" name={field} value="" defaultChecked={chosen.length === 0} />
            {say('web.filter.any')}
          </label>
        )}
        {result.facets[field].map(({ value, count }) => (
          <label key={value}>
            <input type={type} name={field} value={value} defaultChecked={chosen.includes(value)} />
            <bdi>{wordsOf({ field, value }, text, result.labels)}</bdi>
            <span>({text.fact({ type: 'number', value: count })})</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
