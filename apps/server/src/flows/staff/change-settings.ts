import { type ChangeSettings, SettingName, type SettingsView } from '@rolecall/contract/api/settings'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Change } from '@rolecall/core/ports/store'
import { type Refusal, refuse } from '../../refusal.ts'
import { differences, type Fallbacks, settingsView } from '../../settings/sources.ts'
import type { FlowDeps } from '../deps.ts'
import { decideAgain } from '../parts/decide-again.ts'
import { notedOfStaff, type StaffActor } from './staff-deps.ts'

type Deps = Pick<FlowDeps, 'store' | 'clock'> & { readonly fallbacks: Fallbacks }
type Values = DocumentOf<'settings'>['values']

/** Sets what is named and puts back what is `null`, unless somebody else changed the settings since they were read. */
export const changeSettings = (
  { store, clock, fallbacks }: Deps,
  actor: StaffActor,
  change: ChangeSettings,
): Promise<SettingsView | Refusal> =>
  decideAgain<SettingsView>(store, async (maybeDone) => {
    const row = await store.get('settings', 'main')
    const before = settingsView(fallbacks, row)
    const values = changed(row?.doc.values ?? {}, change.values)
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

const unchanged = (result: SettingsView) => ({ changes: [], result })

const changed = (before: Values, wish: ChangeSettings['values']): Values => {
  const after: Values = { ...before }
  for (const name of SettingName.options) assign(after, name, wish[name])
  return after
}

const assign = <N extends SettingName>(values: Values, name: N, wish: Values[N] | null | undefined): void => {
  if (wish === null) delete values[name]
  else if (wish !== undefined) values[name] = wish
}
