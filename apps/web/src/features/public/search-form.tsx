import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import css from './search-form.module.css'

/** A GET form that works without JavaScript. */
export const SearchForm = (props: {
  language: string
  query: { q: string; place: string; distanceKm: number }
  look?: 'primary' | 'secondary'
}) => {
  const { language, query, look = 'primary' } = props
  const say = useSay()
  const text = useText()
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
          defaultValue={String(query.distanceKm)}
          options={distances(query.distanceKm).map((km) => ({
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

/** What one can choose, with what the address asks for among it. */
const distances = (asked: number): number[] => [...new Set([5, 15, 30, 50, 100, asked])].sort((a, b) => a - b)
