import { type FormEvent, useState } from 'react'
import type { Phone } from '../world/types.ts'
import { post } from './api.ts'
import { Button, controls, Field } from './controls.tsx'
import { Sheet } from './sheet.tsx'

const places = [
  { name: 'Thika', latitude: -1.0333, longitude: 37.0693 },
  { name: 'Nairobi', latitude: -1.2833, longitude: 36.8167 },
  { name: 'Toluca', latitude: 19.2879, longitude: -99.6532 },
  { name: 'Ciudad de México', latitude: 19.4285, longitude: -99.1277 },
] as const

/** Where the phone is: one of a few towns, or any point. */
export function LocationSheet({ phone, onClose }: { phone: Phone; onClose: () => void }) {
  const [error, setError] = useState('')
  const share = async (place: { latitude: number; longitude: number }) => {
    try {
      await post(`/phones/${phone.id}/location`, place)
      onClose()
    } catch (problem) {
      setError(String(Object(problem).message))
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void share({ latitude: Number(form.get('latitude')), longitude: Number(form.get('longitude')) })
  }
  return (
    <Sheet title="Share a location" onClose={onClose}>
      {places.map(({ name, latitude, longitude }) => (
        <Button key={name} onClick={() => void share({ latitude, longitude })}>
          {name}
        </Button>
      ))}
      <form className={controls.row} onSubmit={submit}>
        <Field label="Latitude">
          {(id) => <input id={id} name="latitude" className={controls.input} inputMode="decimal" required />}
        </Field>
        <Field label="Longitude">
          {(id) => <input id={id} name="longitude" className={controls.input} inputMode="decimal" required />}
        </Field>
        <Button type="submit">Share this point</Button>
      </form>
      {error !== '' && (
        <p role="alert" className={controls.error}>
          {error}
        </p>
      )}
    </Sheet>
  )
}
