import { type FormEvent, useState } from 'react'
import type { Phone } from '../world/types.ts'
import { post } from './api.ts'
import { Button, controls, Field } from './controls.tsx'
import { addressOf, namesOf } from './phone-names.ts'
import { Sheet } from './sheet.tsx'

type Way = 'number' | 'id' | 'shared'

const ways: readonly { way: Way; label: string; hint: string }[] = [
  { way: 'number', label: 'With a phone number', hint: 'the business sees it' },
  { way: 'id', label: 'With a business-scoped id only', hint: 'the person has a user name' },
  { way: 'shared', label: "On someone else's phone", hint: 'two people, one account' },
]

interface AddPersonProps {
  readonly phones: readonly Phone[]
  readonly onAdded: (phone: Phone) => void
  readonly onClose: () => void
}

/** A new phone, or a second person on one that is there. */
export function AddPerson({ phones, onAdded, onClose }: AddPersonProps) {
  const [way, setWay] = useState<Way>('number')
  const [error, setError] = useState('')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = String(form.get('name'))
    try {
      onAdded(
        way === 'shared'
          ? await post<Phone>(`/phones/${form.get('with')}/people`, { name })
          : await post<Phone>('/phones', { name, ...(way === 'number' ? { phone: form.get('phone') } : {}) }),
      )
      onClose()
    } catch (problem) {
      setError(String(Object(problem).message))
    }
  }
  const offered = ways.filter((one) => one.way !== 'shared' || phones.length > 0)
  return (
    <Sheet title="Add a person" onClose={onClose}>
      <form className={controls.form} onSubmit={submit}>
        <Field label="Name">
          {(id) => <input id={id} name="name" className={controls.input} required maxLength={60} autoComplete="off" />}
        </Field>
        <fieldset className={controls.choices}>
          <legend className={controls.label}>How the business knows them</legend>
          {offered.map((one) => (
            <label key={one.way} className={controls.choice}>
              <input type="radio" name="way" checked={way === one.way} onChange={() => setWay(one.way)} />
              <span>
                {one.label}
                <span className={controls.hint}> · {one.hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {way === 'number' && (
          <Field label="Phone number" hint="with the country code, such as +254 700 000 001">
            {(id) => (
              <input
                id={id}
                name="phone"
                className={controls.input}
                inputMode="tel"
                required
                defaultValue={free(phones)}
              />
            )}
          </Field>
        )}
        {way === 'shared' && (
          <Field label="Whose phone">
            {(id) => (
              <select id={id} name="with" className={controls.input}>
                {phones.map((phone) => (
                  <option key={phone.id} value={phone.id}>
                    {namesOf(phone)}, {addressOf(phone)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {error !== '' && (
          <p role="alert" className={controls.error}>
            {error}
          </p>
        )}
        <Button type="submit" kind="primary">
          Add
        </Button>
      </form>
    </Sheet>
  )
}

/** The next number that no phone here has. */
function free(phones: readonly Phone[]): string {
  const used = new Set(phones.map((phone) => phone.waId))
  for (let last = 1; ; last++) {
    const number = `254700${`${last}`.padStart(6, '0')}`
    if (!used.has(number)) return `+254 700 ${number.slice(6, 9)} ${number.slice(9)}`
  }
}
