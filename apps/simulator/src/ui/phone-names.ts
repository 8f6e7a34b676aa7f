import type { Phone } from '../world/types.ts'

/** "Amina", "Amina and Joseph". */
export const namesOf = (phone: Phone): string => new Intl.ListFormat('en').format(phone.people)

/** The number, spaced; where the business does not see one, the id. */
export const addressOf = (phone: Phone): string =>
  phone.waId === undefined ? phone.userId : `+${phone.waId.replace(/(\d{3})(?=\d)/g, '$1 ')}`

const hourMs = 3_600_000

/** What the 24-hour window says. */
export const windowOf = (phone: Phone, now: number): { open: boolean; text: string } => {
  const left = phone.lastInboundAt + 24 * hourMs - now
  if (left <= 0) return { open: false, text: phone.lastInboundAt === 0 ? 'Has not written yet' : 'Window closed' }
  return {
    open: true,
    text: left > hourMs ? `Window open, ${Math.floor(left / hourMs)} h left` : 'Window open, under 1 h',
  }
}
