import { useEffect, useId, useRef, useState } from 'react'
import type { Phone } from '../world/types.ts'
import { post } from './api.ts'
import { Bubble } from './bubble.tsx'
import { Composer } from './composer.tsx'
import { Button } from './controls.tsx'
import styles from './phone-card.module.css'
import { addressOf, namesOf, windowOf } from './phone-names.ts'
import { PhoneOptions } from './phone-options.tsx'

interface PhoneCardProps {
  readonly phone: Phone
  readonly draft: string
  readonly onDraft: (text: string) => void
}

/** One phone: who it is, the chat, and the line to write on. */
export function PhoneCard({ phone, draft, onDraft }: PhoneCardProps) {
  const titleId = useId()
  const [options, setOptions] = useState(false)
  const shareNumber = () => {
    const number = phone.waId ?? '15550199999'
    void post(`/phones/${phone.id}/contact`, { name: phone.people[0], phone: number, requested: true })
  }
  return (
    <article className={styles.phone} aria-labelledby={titleId}>
      <header className={styles.head}>
        <div>
          <h2 id={titleId}>
            <bdi>{namesOf(phone)}</bdi>
          </h2>
          <Facts phone={phone} />
        </div>
        <Button aria-haspopup="dialog" aria-label={`Options of ${namesOf(phone)}`} onClick={() => setOptions(true)}>
          Options
        </Button>
      </header>
      <Chat phone={phone} onContact={shareNumber} />
      <Composer phone={phone} draft={draft} onDraft={onDraft} onContact={shareNumber} />
      {options && <PhoneOptions phone={phone} onClose={() => setOptions(false)} />}
    </article>
  )
}

function Facts({ phone }: { phone: Phone }) {
  const window = windowOf(phone, Date.now())
  return (
    <div className={styles.facts}>
      <bdi>{addressOf(phone)}</bdi>
      {phone.waId === undefined && <span className={styles.chip}>No number shown</span>}
      {phone.people.length > 1 && <span className={styles.chip}>{phone.people.length} people, one account</span>}
      {phone.blocked && <span className={styles.chip}>Blocks the business</span>}
      {phone.offline && <span className={styles.chip}>Offline</span>}
      <span className={window.open || phone.lastInboundAt === 0 ? '' : styles.chip}>{window.text}</span>
    </div>
  )
}

function Chat({ phone, onContact }: { phone: Phone; onContact: () => void }) {
  const ref = useRef<HTMLDivElement>(null)
  const last = phone.messages.at(-1)
  const typing = useTyping(phone.typingUntil)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message, or the dots, scroll to the end
  useEffect(() => {
    ref.current?.scrollTo({ top: ref.current.scrollHeight })
  }, [last?.wamid, typing])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={ref} className={styles.log} role="log" aria-label={`Chat of ${namesOf(phone)}`} tabIndex={0}>
      {phone.messages.length === 0 ? (
        <p className={styles.empty}>No message yet. Write “Hi” to begin.</p>
      ) : (
        <ol>
          {phone.messages.map((message) => (
            <Bubble key={message.wamid} phone={phone} message={message} onContact={onContact} />
          ))}
        </ol>
      )}
      {typing && <p className={styles.typing}>Rolecall is typing …</p>}
    </div>
  )
}

/** True until the dots end by themselves or a reply ends them. */
function useTyping(until: number): boolean {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    setNow(Date.now())
    const left = until - Date.now()
    if (left <= 0) return
    const timer = setTimeout(() => setNow(Date.now()), left)
    return () => clearTimeout(timer)
  }, [until])
  return until > now
}
