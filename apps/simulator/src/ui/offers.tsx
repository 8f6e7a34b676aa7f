import { type ReactNode, useState } from 'react'
import type { ChatMessage, Offer, Phone } from '../world/types.ts'
import { post } from './api.ts'
import styles from './bubble.module.css'
import { ListSheet } from './list-sheet.tsx'
import { LocationSheet } from './location-sheet.tsx'
import { ChatLink } from './rich-text.tsx'

interface OffersProps {
  readonly phone: Phone
  readonly message: ChatMessage
  readonly onContact: () => void
}

/** What a message offers to press, each with its length against Meta's limit of 20. */
export function Offers({ phone, message, onContact }: OffersProps) {
  const tap = (id: string) => void post(`/phones/${phone.id}/tap`, { wamid: message.wamid, id })
  return (
    <div className={styles.offers}>
      {message.offers?.map((offer) => (
        <OneOffer key={offer.kind} offer={offer} phone={phone} tap={tap} onContact={onContact} />
      ))}
    </div>
  )
}

interface OneOfferProps {
  readonly offer: Offer
  readonly phone: Phone
  readonly tap: (id: string) => void
  readonly onContact: () => void
}

function OneOffer({ offer, phone, tap, onContact }: OneOfferProps) {
  const [open, setOpen] = useState(false)
  switch (offer.kind) {
    case 'buttons':
      return offer.buttons.map(({ id, title }) => (
        <Press key={id} title={title} limit={20}>
          <button type="button" className={styles.press} onClick={() => tap(id)}>
            <bdi>{title}</bdi>
          </button>
        </Press>
      ))
    case 'list':
      return (
        <Press title={offer.button} limit={20}>
          <button type="button" className={styles.press} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            <bdi>{offer.button}</bdi>
          </button>
          {open && <ListSheet list={offer} tap={tap} onClose={() => setOpen(false)} />}
        </Press>
      )
    case 'link':
      return (
        <Press title={offer.label} limit={20}>
          <ChatLink url={offer.url} className={styles.press}>
            <bdi>{offer.label}</bdi>
          </ChatLink>
        </Press>
      )
    case 'location':
      return (
        <div className={styles.offer}>
          <button type="button" className={styles.press} aria-haspopup="dialog" onClick={() => setOpen(true)}>
            Send location
          </button>
          {open && <LocationSheet phone={phone} onClose={() => setOpen(false)} />}
        </div>
      )
    case 'contact':
      return (
        <div className={styles.offer}>
          <button type="button" className={styles.press} onClick={onContact}>
            Share my number
          </button>
        </div>
      )
    default:
      return offer satisfies never
  }
}

function Press({ title, limit, children }: { title: string; limit: number; children: ReactNode }) {
  return (
    <div className={styles.offer}>
      {children}
      <span className={styles.count} title={`${title.length} of at most ${limit} characters`}>
        {title.length}/{limit}
      </span>
    </div>
  )
}
