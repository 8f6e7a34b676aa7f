import type { Mail } from '../world/types.ts'
import styles from './panel.module.css'
import { Panel } from './panel.tsx'

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' })

/** The mails that the server sent, newest first and open. Their links work. */
export function MailList({ mails, open }: { mails: readonly Mail[]; open: boolean }) {
  return (
    <Panel title="Mail" note={mails.length === 0 ? 'none yet' : `last ${mails.length}`} open={open}>
      <ol className={styles.entries}>
        {mails.map((mail, index) => (
          <li key={mail.id}>
            <details className={styles.entry} open={index === 0}>
              <summary>
                <time className={styles.muted}>{clock.format(mail.at)}</time>
                <span>
                  {mail.subject}
                  <br />
                  <span className={styles.muted}>{mail.to}</span>
                </span>
              </summary>
              <p className={styles.mail}>{withLinks(mail.text)}</p>
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

const link = /(https?:\/\/\S+)/

/** Every second part is an address. */
function withLinks(text: string) {
  return text.split(link).map((part) =>
    link.test(part) ? (
      <a key={part} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
