import { ChangeSettings, type SettingName, type SettingsView, settingBounds } from '@rolecall/contract/api/settings'
import { settingVariables } from '@rolecall/contract/setting-variables'
import type { Text } from '@rolecall/text/format'
import { sayIn } from '../../text/use-text.tsx'

type Value = SettingsView['values'][SettingName]
type Source = SettingsView['sources'][SettingName]
/** A value, where it comes from, and what would hold without it. */
export type Held = {
  readonly value: Value
  readonly source: Source
  readonly fallback: { readonly value: Value; readonly source: Source }
}
/** What was typed and is not saved yet; countries by their codes with commas between. */
export type Draft = Readonly<Partial<Record<SettingName, string>>>

export const heldOf = ({ values, sources, fallbacks }: SettingsView, name: SettingName): Held => ({
  value: values[name],
  source: sources[name],
  fallback: { value: fallbacks.values[name], source: fallbacks.sources[name] },
})

/** The settings as they stand together on the screen. */
export const groups = {
  operator: ['operatorName', 'countries'],
  help: ['localHelp', 'caseAnswerHours'],
  people: ['alertDigestSeconds', 'inactiveMonths'],
  server: ['limitFactor'],
} as const satisfies Record<string, readonly SettingName[]>

export const labelOf = (name: SettingName, text: Text): string => sayIn(text)(`web.operator.settings.label.${name}`)

/** As a field holds it. */
export const typedOf = (value: Value, { language }: Text): string =>
  typeof value === 'number' ? numberIn(language).format(value) : String(value)

/** As a sentence has it. */
export const shownOf = (name: SettingName, value: Value, text: Text): string => {
  const say = sayIn(text)
  if (name === 'caseAnswerHours' && value === 0) return say('web.operator.settings.evening')
  if (typeof value === 'number') return new Intl.NumberFormat(text.language).format(value)
  if (typeof value === 'string') return value === '' ? say('web.operator.settings.none') : value
  return new Intl.ListFormat(text.language, { type: 'unit' }).format(value.map((code) => countryName(code, text)))
}

export const countryName = (code: string, { language }: Text): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code

/** What holds, where something else is typed; where it comes from; what would hold without it. */
export const sourceOf = (name: SettingName, held: Held, text: Text, typed = typedOf(held.value, text)): string => {
  const say = sayIn(text)
  const now = say('web.operator.settings.now', { value: shownOf(name, held.value, text) })
  const from = fromOf(name, held, text)
  return typed === typedOf(held.value, text) ? from : `${now} ${from}`
}

const fromOf = (name: SettingName, { source, fallback }: Held, text: Text): string => {
  const [say, variable] = [sayIn(text), settingVariables[name]]
  if (source !== 'set') return say('web.operator.settings.source', { source, variable })
  const value = shownOf(name, fallback.value, text)
  return `${say('web.operator.settings.source', { source, variable })} ${say('web.operator.settings.else', { source: fallback.source, variable, value })}`
}

type Read = {
  readonly values: ChangeSettings['values']
  readonly errors: Readonly<Partial<Record<SettingName, string>>>
}

/** What was typed, as it is sent; or what is wrong with it, with the bounds. */
export const readDraft = (draft: Draft, text: Text): Read => {
  const given = Object.fromEntries(Object.entries(draft).map(([name, typed]) => [name, readTyped(name, typed)]))
  const parsed = ChangeSettings.shape.values.safeParse(given)
  if (parsed.success) return { values: parsed.data, errors: {} }
  const names = new Set(parsed.error.issues.map(({ path }) => path[0]))
  return { values: {}, errors: mendsOf((name) => names.has(name), text) }
}

/** What each of the settings takes, for those that the server refused too. */
export const mendsOf = (isWrong: (name: SettingName) => boolean, text: Text): Read['errors'] =>
  Object.fromEntries(
    Object.values(groups)
      .flat()
      .filter(isWrong)
      .map((name) => [name, mendOf(name, text)]),
  )

const mendOf = (name: SettingName, text: Text): string => {
  const [least, most] = settingBounds[name]
  return sayIn(text)(`web.operator.settings.mend.${name}`, { least, most })
}

const readTyped = (name: string, typed: string): string | number | readonly string[] => {
  if (name === 'countries') return typed === '' ? [] : typed.split(',')
  if (name === 'operatorName' || name === 'localHelp') return typed
  const digits = typed.trim().replace(',', '.')
  return digits === '' ? Number.NaN : Number(digits)
}

/** With Latin digits, which are what can be typed back. */
const numberIn = (language: string): Intl.NumberFormat =>
  new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 3, numberingSystem: 'latn' })
