import { type KeyboardEvent, useId, useState } from 'react'
import type { Phone } from '../world/types.ts'
import { post } from './api.ts'
import { AttachSheet } from './attach-sheet.tsx'
import { Button, controls } from './controls.tsx'
import { Icon } from './icon.tsx'
import styles from './phone-card.module.css'
import { namesOf } from './phone-names.ts'

interface ComposerProps {
  readonly phone: Phone
  readonly draft: string
  readonly onDraft: (text: string) => void
  readonly onContact: () => void
}

/** Enter sends, Shift and Enter makes a new line. */
export function Composer({ phone, draft, onDraft, onContact }: ComposerProps) {
  const id = useId()
  const [attaching, setAttaching] = useState(false)
  const [writer, setWriter] = useState<string>()
  const send = () => {
    if (draft.trim() === '') return
    const who = phone.people.length > 1 ? { writer: writer ?? phone.people[0] } : {}
    // What could not be sent stands on the line again.
    post(`/phones/${phone.id}/text`, { text: draft, ...who }).catch(() => onDraft(draft))
    onDraft('')
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <div className={styles.composer}>
      {phone.people.length > 1 && (
        <label className={styles.writer}>
          Who writes
          <select className={controls.input} value={writer} onChange={(event) => setWriter(event.currentTarget.value)}>
            {phone.people.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <div className={styles.write}>
        <Button
          aria-label="Send something else"
          aria-haspopup="dialog"
          className={styles.square}
          onClick={() => setAttaching(true)}
        >
          <Icon name="attach" />
        </Button>
        <label htmlFor={id} className={styles.hidden}>
          Message from {namesOf(phone)}
        </label>
        <textarea
          id={id}
          className={`${controls.input} ${styles.text}`}
          rows={1}
          placeholder="Write a message"
          value={draft}
          onChange={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={press}
        />
        <Button kind="primary" onClick={send}>
          Send
        </Button>
      </div>
      {attaching && <AttachSheet phone={phone} onContact={onContact} onClose={() => setAttaching(false)} />}
    </div>
  )
}
