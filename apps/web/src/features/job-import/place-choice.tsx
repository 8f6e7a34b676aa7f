import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import css from './import.module.css'
import { isSettled, type LineProps } from './lines.ts'
import { placeName } from './place-name.ts'

/**
 * The town with how sure it is, and the others of that name. Nothing where there is nothing to choose: the facts say which it is, or an
 * error that it is not known.
 */
export const PlaceChoice = ({ row, choice, choose }: LineProps) => {
  const say = useSay()
  const text = useText()
  const { choices, sureness } = row.place
  if (choices.length === 0 || isSettled(row)) return null
  return (
    <div className={css.choice}>
      <Select
        id={`place-${row.line}`}
        label={say('web.form.place')}
        hint={say(`web.import.sureness.${choice.placeAt === undefined ? sureness : 'chosen'}`)}
        value={String(choice.placeAt ?? 0)}
        options={choices.map((place, at) => ({ value: String(at), label: placeName(place, text) }))}
        onChange={({ target }) => choose({ placeAt: Number(target.value) })}
      />
      {sureness === 'check' && choice.placeAt === undefined && (
        <Button onClick={() => choose({ placeAt: 0 })}>{say('web.import.right')}</Button>
      )}
    </div>
  )
}
