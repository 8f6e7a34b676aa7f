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
  const set: SetValues = row?.doc.values ?? {}
  const of = <N extends SettingName>(name: N): SettingValues[N] => set[name] ?? fallbacks[name].value
  const [localHelp, answerHours] = [of('localHelp'), of('caseAnswerHours')]
  return {
    operator: {
      name: of('operatorName'),
      countries: of('countries'),
      ...(localHelp === '' ? {} : { localHelp }),
      ...(answerHours === 0 ? {} : { answerHours }),
    },
    alertDigestMs: of('alertDigestSeconds') * 1000,
    inactiveMonths: of('inactiveMonths'),
    limitFactor: of('limitFactor'),
  }
}

/** Each setting with where it comes from, for the screen. */
export const settingsView = (fallbacks: Fallbacks, row: StoredSettings | undefined): SettingsView => {
  const set: SetValues = row?.doc.values ?? {}
  const held = <N extends SettingName>(name: N) => {
    const fallback = fallbacks[name]
    const value: SettingValues[N] | undefined = set[name]
    const source: SettingSource = value === undefined ? fallback.source : 'set'
    return { value: value ?? fallback.value, source, fallback }
  }
  return {
    revision: row?.revision ?? 0,
    settings: {
      operatorName: held('operatorName'),
      countries: held('countries'),
      localHelp: held('localHelp'),
      caseAnswerHours: held('caseAnswerHours'),
      alertDigestSeconds: held('alertDigestSeconds'),
      inactiveMonths: held('inactiveMonths'),
      limitFactor: held('limitFactor'),
    },
  }
}

/** What a change of the settings comes to, a line for each that is another now: the old and the new value with its source. */
export const differences = (before: SettingsView, after: SettingsView): readonly string[] =>
  SettingName.options.flatMap((name) => {
    const [old, now] = [told(before.settings[name]), told(after.settings[name])]
    return old === now ? [] : [`${name}: ${old} → ${now}`]
  })

const told = ({ value, source }: { readonly value: unknown; readonly source: SettingSource }): string =>
  `${JSON.stringify(value)} (${source})`
