import { type FormEvent, useState } from 'react'
import { type FaultKind, faultKinds, type Settings } from '../world/types.ts'
import { call, patch } from './api.ts'
import { Button, Check, controls, Field } from './controls.tsx'
import { Panel } from './panel.tsx'

const switches = [
  ['duplicate', 'Send each webhook twice'],
  ['reorder', 'Reorder webhooks'],
  ['batch', 'Batch webhooks'],
  ['down', 'Graph API down (503)'],
  ['windowSync', 'Refuse at once after 24 hours (131047)'],
  ['strangersReachable', 'Numbers without a phone here are on WhatsApp'],
] as const

const kinds: Readonly<Record<FaultKind, string>> = {
  hang: 'Time out, nothing accepted',
  'hang-after-accepting': 'Time out after accepting',
  'reset-after-accepting': 'Reset the connection after accepting',
  '500': '500, transient',
  '131056': '429, too fast for this person (131056)',
  '130429': '429, throughput (130429)',
  '131047': 'Fails: over 24 hours (131047)',
  '131049': 'Fails: marketing cap (131049)',
  '131026': 'Fails: undeliverable (131026)',
}

/** The switches of what can go wrong. */
export function FaultsPanel({ settings, open }: { settings: Settings; open: boolean }) {
  const set = (changed: Partial<Settings>) => void patch('/settings', changed)
  const active = switches.filter(([name]) => name !== 'strangersReachable' && settings[name]).length
  const count = active + settings.next.length + Object.keys(settings.rates).length + (settings.delayMs > 0 ? 1 : 0)
  return (
    <Panel title="Faults" note={count === 0 ? 'none' : `${count} on`} open={open}>
      {switches.map(([name, label]) => (
        <Check key={name} label={label} checked={settings[name]} onChange={(on) => set({ [name]: on })} />
      ))}
      <Check
        label="People read at once"
        checked={settings.readAfterMs !== null}
        onChange={(on) => set({ readAfterMs: on ? 400 : null })}
      />
      <Field label="Delay webhooks by, in milliseconds">
        {(id) => (
          <input
            id={id}
            type="number"
            min={0}
            max={60_000}
            step={100}
            className={controls.input}
            value={settings.delayMs}
            onChange={(event) => set({ delayMs: event.currentTarget.valueAsNumber || 0 })}
          />
        )}
      </Field>
      <SendFaults settings={settings} set={set} />
      <Button onClick={() => void call('/settings', 'DELETE')}>Switch all off</Button>
    </Panel>
  )
}

function SendFaults({ settings, set }: { settings: Settings; set: (changed: Partial<Settings>) => void }) {
  const [kind, setKind] = useState<FaultKind>('131056')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const amount = Number(form.get('amount'))
    if (form.get('unit') === 'next') set({ next: [...settings.next, { kind, count: amount }] })
    else set({ rates: { ...settings.rates, [kind]: amount / 100 } })
  }
  const planned = [
    ...settings.next.map((one) => `next ${one.count}: ${kinds[one.kind]}`),
    ...faultKinds.flatMap((one) => {
      const rate = settings.rates[one]
      return rate === undefined ? [] : [`${Math.round(rate * 100)} % of sends: ${kinds[one]}`]
    }),
  ]
  return (
    <form className={controls.form} onSubmit={submit}>
      <Field label="A send meets">
        {(id) => (
          <select
            id={id}
            className={controls.input}
            value={kind}
            onChange={(event) => setKind(faultKinds.find((one) => one === event.currentTarget.value) ?? kind)}
          >
            {faultKinds.map((one) => (
              <option key={one} value={one}>
                {kinds[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className={controls.row}>
        <Field label="How many">
          {(id) => (
            <input id={id} name="amount" type="number" min={1} max={100} defaultValue={1} className={controls.input} />
          )}
        </Field>
        <Field label="Counted as">
          {(id) => (
            <select id={id} name="unit" className={controls.input}>
              <option value="next">of the next sends</option>
              <option value="percent">percent of all sends</option>
            </select>
          )}
        </Field>
        <Button type="submit">Add</Button>
      </div>
      {planned.length > 0 && (
        <ul>
          {planned.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </form>
  )
}
