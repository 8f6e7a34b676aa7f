import {
  ChangeSettings,
  type SettingName,
  type SettingsView,
  settingBounds,
  settingVariables,
} from '@rolecall/contract/api/settings'
import type { Text } from '@rolecall/text/format'
import { sayIn } from '../../text/use-text.tsx'

export type Held = SettingsView['settings'][SettingName]
type Value = Held['value']
/** What was typed and is not saved yet; countries by their codes with commas between. */
export type Draft = Readonly<Partial<Record<SettingName, string>>>

/** The settings as they stand together on the screen. */
export const groups = {
  operator: ['operatorName', 'countries'],
  help: ['localHelp', 'caseAnswerHours'],
  people: ['alertDigestSeconds', 'inactiveMonths'],
  server: ['limitFactor'],
} as const satisfies Record<string, readonly SettingName[]>

export const labelOf = (name: SettingName, text: Text): string => sayIn(text)(`web.settings.label.${name}`)

/** As a field holds it. */
export const typedOf = (value: Value, { language }: Text): string =>
  typeof value === 'number' ? numberIn(language).format(value) : String(value)

/** As a sentence has it. */
export const shownOf = (name: SettingName, value: Value, text: Text): string => {
  const say = sayIn(text)
  if (name === 'caseAnswerHours' && value === 0) return say('web.settings.evening')
  if (typeof value === 'number') return new Intl.NumberFormat(text.language).format(value)
  if (typeof value === 'string') return value === '' ? say('web.settings.none') : value
  return new Intl.ListFormat(text.language, { type: 'unit' }).format(value.map((code) => countryName(code, text)))
}

export const countryName = (code: string, { language }: Text): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code

/** What holds, where something else is typed; where it comes from; what would hold without it. */
export const sourceOf = (name: SettingName, held: Held, text: Text, typed = typedOf(held.value, text)): string => {
  const say = sayIn(text)
  const now = say('web.settings.now', { value: shownOf(name, held.value, text) })
  const from = fromOf(name, held, text)
  return typed === typedOf(held.value, text) ? from : `${now} ${from}`
}

const fromOf = (name: SettingName, { source, fallback }: Held, text: Text): string => {
  const [say, variable] = [sayIn(text), settingVariables[name]]
  if (source !== 'set') return say('web.settings.source', { source, variable })
  const value = shownOf(name, fallback.value, text)
  return `${say('web.settings.source', { source, variable })} ${say('web.settings.else', { source: fallback.source, variable, value })}`
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
  return sayIn(text)(`web.settings.mend.${name}`, { least, most })
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
