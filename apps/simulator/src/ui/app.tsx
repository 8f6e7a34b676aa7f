import { useState } from 'react'
import type { Phone } from '../world/types.ts'
import { AddPerson } from './add-person.tsx'
import type { State } from './api.ts'
import styles from './app.module.css'
import { useColumns } from './columns.ts'
import { Button } from './controls.tsx'
import { FaultsPanel } from './faults-panel.tsx'
import { useLiveState } from './live-state.ts'
import { MailList } from './mail-list.tsx'
import { PhoneCard } from './phone-card.tsx'
import { namesOf } from './phone-names.ts'
import { TemplateList, WebhookLog } from './webhook-log.tsx'

/** The page: a band, the phones, and what goes on behind them. */
export function App() {
  const { state, connected, put } = useLiveState()
  return (
    <>
      <header className={styles.band}>
        <strong>Nothing is sent to WhatsApp.</strong> These phones are simulated.
      </header>
      <main className={styles.page}>
        {!connected && <p role="alert">The simulator does not answer. Trying again …</p>}
        {state !== undefined && <Desk state={state} onPut={put} />}
      </main>
    </>
  )
}

// What a link of the form wa.me/?text= carries. Its `phone` is the business's number, unless a phone here has it.
const asked = new URLSearchParams(location.search)
const linkText = asked.get('text') ?? ''
const linkPhone = asked.get('phone')?.replace(/\D/g, '')

function Desk({ state, onPut }: { state: State; onPut: (phone: Phone) => void }) {
  const columns = useColumns()
  const [adding, setAdding] = useState(linkText !== '' && state.phones.length === 0)
  const [recent, setRecent] = useState(() => firstOrder(state.phones))
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const [link, setLink] = useState(linkText)
  const ordered = inOrder(state.phones, recent)
  const shown = ordered.slice(0, columns)
  // What goes on behind the phones stands beside them while they leave room for it.
  const beside = columns > 1 && shown.length < columns
  const choose = (id: string) => setRecent([id, ...recent.filter((one) => one !== id)])
  const added = (phone: Phone) => {
    onPut(phone)
    choose(phone.id)
  }
  // The text of a link waits on the first phone: choosing another one takes it there.
  const draftOf = (phone: Phone) => drafts[phone.id] ?? (phone === shown[0] ? link : '')
  const write = (phone: Phone, text: string) => {
    if (phone === shown[0]) setLink('')
    setDrafts({ ...drafts, [phone.id]: text })
  }
  return (
    <>
      <div className={styles.head}>
        <h1>
          <span className={styles.mark}>
            Rolecall<span>:</span>
          </span>{' '}
          simulator
        </h1>
        <Button kind="primary" aria-haspopup="dialog" onClick={() => setAdding(true)}>
          Add a person
        </Button>
      </div>
      {link !== '' && shown.length > 0 && (
        <p className={styles.prefilled} role="status">
          A link has written a message. Choose whose phone it is, then press Send.
        </p>
      )}
      {state.phones.length > 1 && (
        <nav className={styles.picker} aria-label="Phones">
          {state.phones.map((phone) => (
            <button
              key={phone.id}
              type="button"
              className={styles.pick}
              aria-pressed={shown.includes(phone)}
              onClick={() => choose(phone.id)}
            >
              {namesOf(phone)}
            </button>
          ))}
        </nav>
      )}
      <div className={beside ? styles.beside : styles.below} data-phones={shown.length}>
        {shown.length === 0 ? (
          <section className={styles.empty}>
            <h2>No phone yet</h2>
            <p>Add a person, then write “Hi” as if it were WhatsApp.</p>
          </section>
        ) : (
          <div className={styles.phones}>
            {shown.map((phone) => (
              <PhoneCard key={phone.id} phone={phone} draft={draftOf(phone)} onDraft={(text) => write(phone, text)} />
            ))}
          </div>
        )}
        <div className={styles.panels}>
          <MailList mails={state.mails} open={beside || state.mails.length > 0} />
          <WebhookLog entries={state.webhooks} open={beside} />
          <FaultsPanel settings={state.settings} open={beside} />
          <TemplateList templates={state.templates} />
        </div>
      </div>
      {adding && <AddPerson phones={state.phones} onAdded={added} onClose={() => setAdding(false)} />}
    </>
  )
}

/** Whoever wrote last stands first; a phone that the link names stands before all. */
function firstOrder(phones: readonly Phone[]): string[] {
  const named = (phone: Phone) => Number(linkPhone !== undefined && phone.waId === linkPhone)
  return phones.toSorted((a, b) => named(b) - named(a) || b.lastInboundAt - a.lastInboundAt).map((phone) => phone.id)
}

function inOrder(phones: readonly Phone[], recent: readonly string[]): Phone[] {
  const place = (phone: Phone) => (recent.includes(phone.id) ? recent.indexOf(phone.id) : Number.MAX_SAFE_INTEGER)
  return phones.toSorted((a, b) => place(a) - place(b))
}
