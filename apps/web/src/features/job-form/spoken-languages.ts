import type { Option } from '../../ui/field.tsx'

/** ISO 639 codes of languages that many people work in. */
const codes =
  'am ar az bn bg my ca zh cs da nl en et fi fr ka de el gn gu ha he hi hu ig id it ja kn km ko ku lo lv lt mg ms ml mr mn ne no om ps fa pl pt pa qu ro ru rw sr si sk sl so es sw sv tl ta te th ti tr uk ur uz vi wo xh yo zu'

/** Languages by name, as a reader of `locale` sorts them. */
export const spokenLanguages = (locale: string): Option[] => {
  const names = new Intl.DisplayNames(locale, { type: 'language' })
  const { compare } = new Intl.Collator(locale)
  return codes
    .split(' ')
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .toSorted((a, b) => compare(a.label, b.label))
}
