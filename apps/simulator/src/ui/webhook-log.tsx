import { useState } from 'react'
import type { Template, WebhookLogEntry } from '../world/types.ts'
import { post } from './api.ts'
import { Button } from './controls.tsx'
import styles from './panel.module.css'
import { Panel } from './panel.tsx'

const clock = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' })

/** What was sent to the server, newest first, with the bytes that were signed. */
export function WebhookLog({ entries, open }: { entries: readonly WebhookLogEntry[]; open: boolean }) {
  const [verified, setVerified] = useState('')
  const verify = async () => {
    const answer = await post<{ verified: boolean }>('/webhooks/verify')
    setVerified(answer.verified ? 'The challenge came back.' : 'The challenge did not come back.')
  }
  return (
    <Panel title="Webhooks" note={entries.length === 0 ? 'none yet' : `last ${entries.length}`} open={open}>
      <Button onClick={() => void verify()}>Verify the webhook</Button>
      <p role="status">{verified}</p>
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <details className={styles.entry}>
              <summary>
                <time className={styles.muted}>{clock.format(entry.at)}</time>
                <span>{entry.summary}</span>
                <span className={entry.outcome === 'accepted' ? styles.muted : styles.bad}>{outcome(entry)}</span>
              </summary>
              <pre>{entry.body}</pre>
            </details>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function outcome({ outcome: what, status, attempts }: WebhookLogEntry): string {
  const tries = attempts > 1 ? `, ${attempts} tries` : ''
  switch (what) {
    case 'accepted':
      return `✓ ${status}${tries}`
    case 'retrying':
      return `${status === 0 ? 'no answer' : status}${tries}, trying again`
    case 'waiting':
      return 'on its way'
    case 'dropped':
      return 'dropped: not subscribed'
    default:
      return what satisfies never
  }
}

/** The templates that the server submitted. */
export function TemplateList({ templates }: { templates: readonly Template[] }) {
  return (
    <Panel title="Templates" note={templates.length === 0 ? 'none yet' : `${templates.length}`}>
      <ul className={styles.entries}>
        {templates.map((template) => (
          <li key={template.id}>
            {template.name} ({template.language}): {template.status.toLowerCase()},{' '}
            <span className={styles.muted}>{template.category.toLowerCase()}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
