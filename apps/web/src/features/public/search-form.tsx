import type { ReactNode } from 'react'
import type { Search } from '../../document/addresses.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Select, TextField } from '../../ui/field.tsx'
import css from './search-form.module.css'

/** Kilometres to choose from, and what the search takes where none is chosen. */
const distances = [5, 15, 30, 50, 100]
const usualKm = 50

type SearchFormProps = {
  readonly language: string
  readonly query: Search
  /** To choose from, where there are several. */
  readonly countries?: readonly string[]
  readonly look?: 'primary' | 'secondary'
  /** What else one chooses. */
  readonly children?: ReactNode
}

/** A GET form that works without JavaScript. */
export const SearchForm = (props: SearchFormProps) => {
  const { language, query, countries = [], look = 'primary', children } = props
  const say = useSay()
  const text = useText()
  const asked = query.distanceKm ?? usualKm
  const choosesCountry = countries.length > 1 && query.country !== undefined
  return (
    <search>
      <form className={classNames(css.form, choosesCountry && css.twoChoices)} action="/jobs" method="get">
        <input type="hidden" name="lang" value={language} />
        {query.sort !== undefined && <input type="hidden" name="sort" value={query.sort} />}
        <TextField
          id="q"
          label={say('web.search.work')}
          hint={say('web.search.work-hint')}
          defaultValue={query.q}
          maxLength={100}
        />
        <TextField
          id="place"
          label={say('web.search.place')}
          hint={say('web.search.place-hint')}
          defaultValue={query.place}
          maxLength={100}
        />
        <Select
          id="distanceKm"
          label={say('web.search.distance')}
          defaultValue={String(asked)}
          options={[...new Set([...distances, asked])].map((km) => ({
            value: String(km),
            label: text.fact({ type: 'distance-km', value: km }),
          }))}
        />
        {choosesCountry && <CountrySelect country={query.country} countries={countries} />}
        <Button type="submit" look={look}>
          {say('web.search.submit')}
        </Button>
        {children}
      </form>
    </search>
  )
}

const CountrySelect = ({ country, countries }: { country: string; countries: readonly string[] }) => {
  const say = useSay()
  const text = useText()
  const known = country === 'all' ? countries : [...new Set([...countries, country])]
  const options = known.map((value) => ({ value, label: text.fact({ type: 'country', value }) }))
  return (
    <Select
      id="country"
      label={say('web.search.country')}
      defaultValue={country}
      options={[
        ...options.toSorted((a, b) => a.label.localeCompare(b.label, text.language)),
        { value: 'all', label: say('web.search.all-countries') },
      ]}
    />
  )
}
