import { countryCodes } from '@rolecall/contract/country'
import { useMemo, useState } from 'react'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { countryName } from './setting-words.ts'
import css from './settings.module.css'

/** Countries in order, the first one first; one is added by its name. */
export const CountriesField = (props: {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly error: string | undefined
  readonly codes: readonly string[]
  readonly onChange: (codes: readonly string[]) => void
}) => {
  const { id, label, hint, error, codes, onChange } = props
  const say = useSay()
  const text = useText()
  const [chosen, setChosen] = useState('')
  const options = useOtherCountries(codes)
  const without = (code: string) => codes.filter((other) => other !== code)
  const add = () => {
    if (chosen !== '') onChange([...codes, chosen])
    setChosen('')
  }
  return (
    <fieldset className={css.countries}>
      <legend>{label}</legend>
      <p className={css.hint}>{hint}</p>
      <ol>
        {codes.map((code, index) => (
          <li key={code}>
            <span>
              <bdi>{countryName(code, text)}</bdi>
              {index === 0 && <span className={css.first}>, {say('web.operator.settings.first')}</span>}
            </span>
            {index > 0 && (
              <Button
                look="quiet"
                onClick={() => onChange([code, ...without(code)])}
                aria-label={say('web.operator.settings.put-first-of', { country: countryName(code, text) })}
              >
                {say('web.operator.settings.put-first')}
              </Button>
            )}
            <Button
              look="quiet"
              onClick={() => onChange(without(code))}
              aria-label={say('web.form.remove-named', { name: countryName(code, text) })}
            >
              {say('web.form.remove')}
            </Button>
          </li>
        ))}
      </ol>
      <div className={css.add}>
        <Select
          id={id}
          label={say('web.operator.settings.add-country')}
          error={error}
          value={chosen}
          options={[{ value: '', label: say('web.form.choose') }, ...options]}
          onChange={({ target }) => setChosen(target.value)}
        />
        <Button onClick={add}>{say('web.form.add')}</Button>
      </div>
    </fieldset>
  )
}

/** Those that are not chosen, in the order of the reader's language. */
const useOtherCountries = (codes: readonly string[]) => {
  const text = useText()
  const all = useMemo(() => {
    const { compare } = new Intl.Collator(text.language)
    return countryCodes
      .map((value) => ({ value, label: countryName(value, text) }))
      .toSorted((a, b) => compare(a.label, b.label))
  }, [text])
  return all.filter(({ value }) => !codes.includes(value))
}
