import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import css from './import.module.css'
import type { LineProps } from './line-card.tsx'

/** The town with how sure it is, and the others of that name. Nothing where the file's is not known: its error says so. */
export const PlaceChoice = ({ row, choice, choose }: LineProps) => {
  const say = useSay()
  const text = useText()
  const { choices, sureness } = row.place
  if (choices.length === 0) return null
  const nameOf = ({ label, country }: (typeof choices)[number]): string =>
    say('web.import.place-in', { place: label, country: text.fact({ type: 'country', value: country }) })
  return (
    <div className={css.choice}>
      <Select
        id={`place-${row.line}`}
        label={say('web.form.place')}
        hint={say(`web.import.sureness.${choice.placeAt === undefined ? sureness : 'chosen'}`)}
        value={String(choice.placeAt ?? 0)}
        options={choices.map((place, at) => ({ value: String(at), label: nameOf(place) }))}
        onChange={({ target }) => choose({ placeAt: Number(target.value) })}
      />
      {sureness === 'check' && choice.placeAt === undefined && (
        <Button onClick={() => choose({ placeAt: 0 })}>{say('web.import.right')}</Button>
      )}
    </div>
  )
}
