import type { ReactNode } from 'react'
import type { Attachment, ChatMessage, Phone } from '../world/types.ts'
import styles from './bubble.module.css'
import { Icon } from './icon.tsx'
import { Offers } from './offers.tsx'
import { RichText } from './rich-text.tsx'

/** One message of a chat, with what it offers to press and how far it came. */
export function Bubble({ phone, message, onContact }: { phone: Phone; message: ChatMessage; onContact: () => void }) {
  if (message.from === 'notice') return <li className={`${styles.item} ${styles.notice}`}>{message.text}</li>
  const side = message.from === 'person' ? styles.fromPerson : ''
  const failed = message.tick === 'failed' ? styles.failed : ''
  return (
    <li className={`${styles.item} ${side} ${failed}`}>
      <div className={styles.bubble}>
        {message.writer !== undefined && <span className={styles.tag}>{message.writer} writes</span>}
        {message.template !== undefined && <span className={styles.tag}>Template {message.template}</span>}
        {message.header !== undefined && <span className={styles.header}>{message.header}</span>}
        {message.attachment !== undefined && <AttachmentLine attachment={message.attachment} />}
        {message.text !== '' && (
          <p className={styles.text} dir="auto">
            <RichText text={message.text} />
          </p>
        )}
        {message.footer !== undefined && <span className={styles.footer}>{message.footer}</span>}
      </div>
      {message.offers !== undefined && message.tick !== 'failed' && (
        <Offers phone={phone} message={message} onContact={onContact} />
      )}
      <div className={styles.meta}>
        <time dateTime={new Date(message.at).toISOString()}>{clock.format(message.at)}</time>
        <Ticks message={message} />
        {message.reaction !== undefined && message.reaction !== '' && <span>Reaction {message.reaction}</span>}
      </div>
      {message.error !== undefined && (
        <p className={styles.problem}>
          Not delivered: {message.error.code} {message.error.title}
        </p>
      )}
    </li>
  )
}

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

const signs = { accepted: '…', sent: '✓', delivered: '✓✓', read: '✓✓', failed: '!' } as const

function Ticks({ message }: { message: ChatMessage }) {
  const read = message.tick === 'read' ? styles.read : ''
  return (
    <span className={`${styles.tick} ${read}`} role="img" aria-label={message.tick} title={message.tick}>
      {signs[message.tick]}
    </span>
  )
}

function AttachmentLine({ attachment }: { attachment: Attachment }) {
  return (
    <span className={styles.attachment}>
      <Icon name={attachment.kind} />
      <span>{described(attachment)}</span>
    </span>
  )
}

function described(attachment: Attachment): ReactNode {
  switch (attachment.kind) {
    case 'location':
      return `${attachment.label ?? 'Location'} (${attachment.latitude.toFixed(3)}, ${attachment.longitude.toFixed(3)})`
    case 'contact':
      return `${attachment.name}${attachment.phone === undefined ? '' : ` +${attachment.phone}`}`
    case 'voice':
      return 'Voice note'
    case 'document':
      return attachment.filename ?? 'Document'
    case 'image':
      return 'Picture'
    case 'audio':
      return 'Audio'
    case 'sticker':
      return 'Sticker'
    default:
      return attachment satisfies never
  }
}
