import { spokenLanguageCodes } from '@rolecall/contract/spoken-languages'
import type { Option } from '../../ui/field.tsx'

/** Languages by name, as a reader of `locale` sorts them. */
export const spokenLanguages = (locale: string): Option[] => {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const { compare } = new Intl.Collator(locale)
  return spokenLanguageCodes
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((a, b) => compare(a.label, b.label))
}
