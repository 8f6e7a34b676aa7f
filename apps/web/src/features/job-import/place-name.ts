import type { Place } from '@rolecall/contract/place'
import type { Text } from '@rolecall/text/format'

/** `Thika, Kenya`: many countries have a town of that name. */
export const placeName = ({ label, country }: Place, text: Text): string =>
  text.say({
    key: 'web.import.place-in',
    values: { place: label, country: text.fact({ type: 'country', value: country }) },
  })
