import { type FormEvent, useState } from 'react'
import type { Phone } from '../world/types.ts'
import { call, patch, post } from './api.ts'
import { Button, Check, controls, Field } from './controls.tsx'
import { namesOf } from './phone-names.ts'
import { Sheet } from './sheet.tsx'

/** What can happen to a phone. */
export function PhoneOptions({ phone, onClose }: { phone: Phone; onClose: () => void }) {
  const [told, setTold] = useState('')
  const path = `/phones/${phone.id}`
  const act = async (doing: Promise<unknown>, done: string) => {
    try {
      await doing
      setTold(done)
    } catch (problem) {
      setTold(String(Object(problem).message))
    }
  }
  const submit = (field: string, to: string, done: string) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const value = new FormData(event.currentTarget).get(field)
    void act(post(`${path}/${to}`, { [field]: value }), done)
    event.currentTarget.reset()
  }
  return (
    <Sheet title={`Phone of ${namesOf(phone)}`} onClose={onClose}>
      <Check
        label="Blocks the business"
        hint="sends fail with 131026"
        checked={phone.blocked}
        onChange={(blocked) => void act(patch(path, { blocked }), blocked ? 'Blocked.' : 'No longer blocked.')}
      />
      <Check
        label="Offline"
        hint="messages wait for delivery"
        checked={phone.offline}
        onChange={(offline) => void act(patch(path, { offline }), offline ? 'Offline.' : 'Online again.')}
      />
      <Button onClick={() => void act(post(`${path}/expire-window`), 'The 24-hour window has run out.')}>
        Let the 24-hour window run out
      </Button>
      <Button onClick={() => void act(post(`${path}/read`), 'All is read.')}>Read all messages</Button>
      <form className={controls.row} onSubmit={submit('name', 'people', 'Two people share this phone now.')}>
        <Field label="Another person on this phone">
          {(id) => <input id={id} name="name" className={controls.input} required maxLength={60} />}
        </Field>
        <Button type="submit">Add</Button>
      </form>
      <form className={controls.row} onSubmit={submit('phone', 'number', 'The number has changed.')}>
        <Field label="A new number" hint="the business-scoped id changes with it">
          {(id) => <input id={id} name="phone" className={controls.input} inputMode="tel" required />}
        </Field>
        <Button type="submit">Change</Button>
      </form>
      <Button onClick={() => void act(post(`${path}/user-id`), 'The business-scoped id has changed.')}>
        Change the business-scoped id
      </Button>
      <Button kind="danger" onClick={() => void call(path, 'DELETE').then(onClose)}>
        Remove this phone
      </Button>
      <p role="status">{told}</p>
    </Sheet>
  )
}
