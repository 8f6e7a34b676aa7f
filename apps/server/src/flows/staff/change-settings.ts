import type { ChangeSettings, SettingsView } from '@rolecall/contract/api/settings'
import { countryCodes } from '@rolecall/contract/country'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { type Refusal, refuse } from '../../refusal.ts'
import { differences, type Fallbacks, settingsView } from '../../settings/sources.ts'
import type { FlowDeps } from '../deps.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { notedOfStaff, type StaffActor } from './staff-deps.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock'> & { readonly fallbacks: Fallbacks }
type Values = DocumentOf<'settings'>['values']

/** Sets and puts back what is named, unless somebody else changed the settings since they were read. */
export const changeSettings = async (
  { store, clock, fallbacks }: Deps,
  actor: StaffActor,
  change: ChangeSettings,
): Promise<SettingsView | Refusal> => {
  const unknown = (change.values.countries ?? []).findIndex((code) => !countryCodes.includes(code))
  if (unknown >= 0)
    return refuse('invalid-fields', { errors: [{ pointer: `/values/countries/${unknown}`, code: 'invalid' }] })
  return decideAgain<SettingsView>(store, async (maybeDone) => {
    const row = await store.get('settings', 'main')
    const before = settingsView(fallbacks, row)
    const values = changed(row?.doc.values ?? {}, change)
    const now = clock.now()
    const doc: DocumentOf<'settings'> = { id: 'main', values, changedAt: now }
    const after = settingsView(fallbacks, { revision: before.revision + 1, doc })
    const lines = differences(before, after)
    // An answer that was lost: it is there.
    if (maybeDone && before.revision === change.revision + 1 && lines.length === 0) return unchanged(before)
    if (before.revision !== change.revision) return refuse('conflict')
    if (lines.length === 0) return unchanged(before)
    const put: Change = { op: 'put', collection: 'settings', doc, expected: row?.revision ?? 'absent' }
    const what = { action: 'settings.change', subjectId: 'settings' } as const
    return { changes: [put, ...lines.map((detail) => notedOfStaff(actor, now, { ...what, detail }))], result: after }
  })
}

const unchanged = (result: SettingsView) => ({ changes: [], result })

const changed = (before: Values, { values, putBack }: ChangeSettings): Values =>
  Object.fromEntries(
    Object.entries({ ...before, ...values }).filter(([name]) => !putBack.some((setting) => setting === name)),
  )
