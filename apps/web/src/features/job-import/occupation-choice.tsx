import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { Select } from '../../ui/field.tsx'
import css from './import.module.css'
import type { LineProps } from './lines.ts'

const other = ''

/** The occupation with how sure it is, what else the title may mean, and a search for any other. */
export const OccupationChoice = ({ row, choice, choose }: LineProps) => {
  const say = useSay()
  const { choices, sureness } = row.occupation
  const offered = choice.occupation === undefined || choices.some(({ id }) => id === choice.occupation?.id)
  const [searching, setSearching] = useState(choices.length === 0 || sureness === 'none' || !offered)
  const chosen = choice.occupation ?? (sureness === 'none' ? undefined : choices[0])
  const hint = say(`web.import.sureness.${choice.occupation === undefined ? sureness : 'chosen'}`)
  if (searching) return <Search row={row} choice={choice} choose={choose} hint={hint} />
  const pick = (id: string) => {
    const occupation = choices.find((each) => each.id === id)
    if (occupation !== undefined) choose({ occupation })
    setSearching(id === other)
  }
  return (
    <div className={css.choice}>
      <Select
        id={`occupation-${row.line}`}
        label={say('web.form.occupation')}
        hint={hint}
        value={chosen?.id ?? other}
        options={[
          ...choices.map(({ id, label }) => ({ value: id, label })),
          { value: other, label: say('web.import.occupation-other') },
        ]}
        onChange={({ target }) => pick(target.value)}
      />
      {sureness === 'check' && choice.occupation === undefined && chosen !== undefined && (
        <Button onClick={() => choose({ occupation: chosen })}>{say('web.import.right')}</Button>
      )}
    </div>
  )
}

const Search = ({ row, choice, choose, hint }: LineProps & { hint: string }) => {
  const say = useSay()
  const { language } = useText()
  return (
    <Combobox
      id={`occupation-${row.line}`}
      label={say('web.form.occupation')}
      hint={hint}
      value={choice.occupation}
      onChange={(occupation) => occupation !== undefined && choose({ occupation })}
      find={async (q, signal) =>
        (await call(routes.findOccupations, { query: { q, lang: language }, signal })).items.map(({ id, label }) => ({
          id,
          label,
        }))
      }
    />
  )
}
