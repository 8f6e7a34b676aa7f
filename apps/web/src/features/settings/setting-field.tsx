import type { SettingName } from '@rolecall/contract/api/settings'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { CountriesField } from './countries-field.tsx'
import { type Held, labelOf, sourceOf } from './setting-words.ts'
import css from './settings.module.css'

type Props = {
  readonly name: SettingName
  readonly held: Held
  readonly typed: string
  readonly error: string | undefined
  readonly onType: (typed: string) => void
  readonly onPutBack: () => void
}

/** One setting: what it is for, what it takes, where its value comes from, and the way back. */
export const SettingField = ({ name, held, typed, error, onType, onPutBack }: Props) => {
  const say = useSay()
  const text = useText()
  const shared = { id: name, label: labelOf(name, text), hint: say(`web.operator.settings.hint.${name}`), error }
  return (
    <div className={css.setting}>
      {name === 'countries' ? (
        <CountriesField
          {...shared}
          codes={typed === '' ? [] : typed.split(',')}
          onChange={(codes) => onType(codes.join())}
        />
      ) : (
        <TextField
          {...shared}
          value={typed}
          autoComplete="off"
          {...(typeof held.value === 'number' ? { inputMode: 'decimal' } : {})}
          onChange={({ target }) => onType(target.value)}
        />
      )}
      <div className={css.from}>
        <p className={css.source}>{sourceOf(name, held, text, typed)}</p>
        {held.source === 'set' && (
          <Button
            onClick={onPutBack}
            aria-label={say('web.operator.settings.back-of', { setting: labelOf(name, text) })}
          >
            {say('web.operator.settings.back')}
          </Button>
        )}
      </div>
    </div>
  )
}
