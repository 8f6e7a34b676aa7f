import { useEffect, useState } from 'react'
import type { Mail, Phone, WebhookLogEntry } from '../world/types.ts'
import { call, eventsUrl, type State } from './api.ts'

const logSize = 100

type Change = (state: State) => State

/**
 * The simulated world, kept up to date by server-sent events; undefined until it is first read. `put` shows a phone that was
 * just made, without waiting for its event.
 */
export function useLiveState(): { state: State | undefined; connected: boolean; put: (phone: Phone) => void } {
  const [state, setState] = useState<State>()
  const [connected, setConnected] = useState(true)
  useEffect(() => {
    const source = new EventSource(eventsUrl)
    // What is told while the world is read may be younger than what is read.
    let meanwhile: Change[] | undefined
    const change = (kind: string, apply: (state: State, detail: never) => State): void => {
      source.addEventListener(kind, (event) => {
        const detail = JSON.parse(event.data)
        const applied: Change = (before) => apply(before, detail as never)
        meanwhile?.push(applied)
        setState((before) => (before === undefined ? before : applied(before)))
      })
    }
    source.addEventListener('open', async () => {
      setConnected(true)
      const told: Change[] = []
      meanwhile = told
      const read = await call<State>('/state')
      setState(told.reduce((before, apply) => apply(before), read))
      meanwhile = undefined
    })
    source.addEventListener('error', () => setConnected(false))
    change('phone', (before, phone: Phone & { removed?: boolean }) => ({
      ...before,
      phones: withPhone(before.phones, phone),
    }))
    change('settings', (before, changed: Pick<State, 'settings' | 'templates'>) => ({ ...before, ...changed }))
    change('webhook', (before, entry: WebhookLogEntry) => ({ ...before, webhooks: withEntry(before.webhooks, entry) }))
    change('mail', (before, mail: Mail) => ({ ...before, mails: [mail, ...before.mails].slice(0, logSize) }))
    return () => source.close()
  }, [])
  const put = (phone: Phone) =>
    setState((before) => (before === undefined ? before : { ...before, phones: withPhone(before.phones, phone) }))
  return { state, connected, put }
}

function withPhone(phones: State['phones'], phone: Phone & { removed?: boolean }): State['phones'] {
  if (phone.removed === true) return phones.filter((one) => one.id !== phone.id)
  const known = phones.some((one) => one.id === phone.id)
  return known ? phones.map((one) => (one.id === phone.id ? phone : one)) : [...phones, phone]
}

function withEntry(entries: State['webhooks'], entry: WebhookLogEntry): State['webhooks'] {
  const known = entries.some((one) => one.id === entry.id)
  return known ? entries.map((one) => (one.id === entry.id ? entry : one)) : [entry, ...entries].slice(0, logSize)
}
