import { randomBytes } from 'node:crypto'

/** A message id as Meta shapes it. */
export const makeWamid = (): string => `wamid.${randomBytes(24).toString('base64')}`

/** Digits only, as the ids of media, templates and accounts are. */
export const makeDigits = (length: number): string =>
  `1${Array.from(randomBytes(length - 1), (byte) => byte % 10).join('')}`

/** `CC.` and letters and digits; the country is the one of the number, `US` where there is none. */
export const makeUserId = (waId: string | undefined): string =>
  `${countryOf(waId)}.${randomBytes(16)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '0')
    .slice(0, 20)}`

/** Hex of a random trace, as in `fbtrace_id`. */
export const makeTrace = (): string => randomBytes(8).toString('base64url')

const countries: readonly (readonly [prefix: string, country: string])[] = [
  ['254', 'KE'],
  ['255', 'TZ'],
  ['256', 'UG'],
  ['234', 'NG'],
  ['233', 'GH'],
  ['52', 'MX'],
  ['57', 'CO'],
  ['51', 'PE'],
  ['54', 'AR'],
  ['55', 'BR'],
  ['34', 'ES'],
  ['44', 'GB'],
  ['91', 'IN'],
  ['27', 'ZA'],
]

const countryOf = (waId = ''): string => countries.find(([prefix]) => waId.startsWith(prefix))?.[1] ?? 'US'
