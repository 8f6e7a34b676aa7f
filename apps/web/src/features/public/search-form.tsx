import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import css from './search-form.module.css'

/** A GET form that works without JavaScript. */
export const SearchForm = (props: {
  language: string
  query: { q: string; place: string }
  look?: 'primary' | 'secondary'
}) => {
  const { language, query, look = 'primary' } = props
  const say = useSay()
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
        <Button type="submit" look={look}>
          {say('web.search.submit')}
        </Button>
      </form>
    </search>
  )
}
