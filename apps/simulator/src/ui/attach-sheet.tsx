import { useState } from 'react'
import type { MediaKind, Phone } from '../world/types.ts'
import { post } from './api.ts'
import { Button } from './controls.tsx'
import { Icon } from './icon.tsx'
import { LocationSheet } from './location-sheet.tsx'
import { Sheet } from './sheet.tsx'

const media: readonly { kind: MediaKind; label: string }[] = [
  { kind: 'voice', label: 'Voice note' },
  { kind: 'document', label: 'Document (PDF)' },
  { kind: 'image', label: 'Picture' },
  { kind: 'sticker', label: 'Sticker' },
]

/** What can be sent besides text. */
export function AttachSheet({
  phone,
  onContact,
  onClose,
}: {
  phone: Phone
  onContact: () => void
  onClose: () => void
}) {
  const [locating, setLocating] = useState(false)
  if (locating) return <LocationSheet phone={phone} onClose={onClose} />
  return (
    <Sheet title="Send something else" onClose={onClose}>
      <Button onClick={() => setLocating(true)}>
        <Icon name="location" /> Location
      </Button>
      {media.map(({ kind, label }) => (
        <Button
          key={kind}
          onClick={() => {
            void post(`/phones/${phone.id}/media`, { kind })
            onClose()
          }}
        >
          <Icon name={kind} /> {label}
        </Button>
      ))}
      <Button
        onClick={() => {
          onContact()
          onClose()
        }}
      >
        <Icon name="contact" /> My number as a contact
      </Button>
    </Sheet>
  )
}
