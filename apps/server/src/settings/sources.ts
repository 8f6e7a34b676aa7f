import { SettingName, type SettingSource, type SettingsView, type SettingValues } from '@rolecall/contract/api/settings'
import type { Operator } from '@rolecall/core/conversation/turn'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { Stored } from '@rolecall/core/ports/store'

/** What holds for a setting that nobody set on the screen. */
export type Fallbacks = {
  readonly [N in SettingName]: {
    readonly value: SettingValues[N]
    readonly source: Exclude<SettingSource, 'set'>
  }
}
export type StoredSettings = Stored<DocumentOf<'settings'>>

/** The settings that hold, as the flows read them. */
export type InForce = {
  readonly operator: Pick<Operator, 'name' | 'countries' | 'localHelp' | 'answerHours'>
  /** How long new jobs gather before people hear of them. */
  readonly alertDigestMs: number
  /** Of silence, after which a person is asked whether their profile is to be kept. */
  readonly inactiveMonths: number
  /** Multiplies what one address and one account may do in a time. */
  readonly limitFactor: number
}

type SetValues = { readonly [N in SettingName]?: SettingValues[N] | undefined }

export const inForce = (fallbacks: Fallbacks, row: StoredSettings | undefined): InForce => {
  const { values } = heldOf(fallbacks, row?.doc.values ?? {})
  const { localHelp, caseAnswerHours: answerHours } = values
  return {
    operator: {
      name: values.operatorName,
      countries: values.countries,
      ...(localHelp === '' ? {} : { localHelp }),
      ...(answerHours === 0 ? {} : { answerHours }),
    },
    alertDigestMs: values.alertDigestSeconds * 1000,
    inactiveMonths: values.inactiveMonths,
    limitFactor: values.limitFactor,
  }
}

/** The settings with where each comes from, for the screen. */
export const settingsView = (fallbacks: Fallbacks, row: StoredSettings | undefined): SettingsView => ({
  revision: row?.revision ?? 0,
  ...heldOf(fallbacks, row?.doc.values ?? {}),
  fallbacks: heldOf(fallbacks, {}),
})

const heldOf = (fallbacks: Fallbacks, set: SetValues): SettingsView['fallbacks'] => {
  const of = <N extends SettingName>(name: N): SettingValues[N] => set[name] ?? fallbacks[name].value
  const from = (name: SettingName): SettingSource => (set[name] === undefined ? fallbacks[name].source : 'set')
  return {
    values: {
      operatorName: of('operatorName'),
      countries: of('countries'),
      localHelp: of('localHelp'),
      caseAnswerHours: of('caseAnswerHours'),
      alertDigestSeconds: of('alertDigestSeconds'),
      inactiveMonths: of('inactiveMonths'),
      limitFactor: of('limitFactor'),
    },
    sources: {
      operatorName: from('operatorName'),
      countries: from('countries'),
      localHelp: from('localHelp'),
      caseAnswerHours: from('caseAnswerHours'),
      alertDigestSeconds: from('alertDigestSeconds'),
      inactiveMonths: from('inactiveMonths'),
      limitFactor: from('limitFactor'),
    },
  }
}

/** What a change of the settings comes to, a line for each that is another now: the old and the new value with its source. */
export const differences = (before: SettingsView, after: SettingsView): readonly string[] =>
  SettingName.options.flatMap((name) => {
    const [old, now] = [told(before, name), told(after, name)]
    return old === now ? [] : [`${name}: ${old} → ${now}`]
  })

const told = ({ values, sources }: SettingsView, name: SettingName): string =>
  `${JSON.stringify(values[name])} (${sources[name]})`
