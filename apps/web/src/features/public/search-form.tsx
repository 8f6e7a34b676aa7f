import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import type { Search } from './addresses.ts'
import css from './search-form.module.css'

/** Kilometres to choose from, and what the search takes where none is chosen. */
const distances = [5, 15, 30, 50, 100]
const usualKm = 50

/** A GET form that works without JavaScript. */
export const SearchForm = (props: { language: string; query: Search; look?: 'primary' | 'secondary' }) => {
  const { language, query, look = 'primary' } = props
  const say = useSay()
  const text = useText()
  const asked = query.distanceKm ?? usualKm
  return (
    <search>
      <form className={css.form} action="/jobs" method="get">
        <input type="hidden" name="lang" value={language} />
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
        <Button type="submit" look={look}>
          {say('web.search.submit')}
        </Button>
      </form>
    </search>
  )
}
