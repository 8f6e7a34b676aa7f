import type { ShiftHours } from '@rolecall/contract/times'
import { fold, isSaid, type Words } from '../conversation/words.ts'
import { isDash, type Token, tokensOf } from './tokens.ts'

/** The first range of clock times in a text (`7-15`, `7:00 to 15:00`, `10pm - 6am`, `de 7h30 a 15h`), and the text without it. */
export const readShift = (text: string, words: Words): { readonly hours?: ShiftHours; readonly rest: string } => {
  const tokens = tokensOf(text)
  for (const [at, token] of tokens.entries()) {
    const from = timeAt(tokens, at)
    const sign = from && tokens[from.next]
    if (from === undefined || sign === undefined || !(isDash(sign) || isSaid(words, 'to', fold(sign.text)))) continue
    const to = timeAt(tokens, from.next + 1)
    const hours = to && shiftOf(from, to)
    if (to === undefined || hours === undefined) continue
    return { hours, rest: `${text.slice(0, token.start)} ${text.slice(tokens[to.next - 1]?.end)}` }
  }
  return { rest: text }
}

/** As it is written; `half`: `a` or `p`, where that is said. `next`: the token behind it. */
type Time = { readonly hour: number; readonly minute: number; readonly half?: string; readonly next: number }

const timeAt = (tokens: readonly Token[], at: number): Time | undefined => {
  const textAt = (place: number): string => tokens[place]?.text.toLowerCase() ?? ''
  if (!/^\d{1,2}$/.test(textAt(at))) return undefined
  const hasMinutes = /^[:.h]$/.test(textAt(at + 1)) && /^\d\d$/.test(textAt(at + 2))
  const minute = hasMinutes ? Number(textAt(at + 2)) : 0
  const after = at + (hasMinutes ? 3 : 1)
  const time = { hour: Number(textAt(at)), minute }
  if (/^[ap]m$/.test(textAt(after))) return { ...time, half: textAt(after).slice(0, 1), next: after + 1 }
  if (/^[ap]$/.test(textAt(after)) && textAt(after + 1) === '.' && textAt(after + 2) === 'm')
    return { ...time, half: textAt(after), next: after + (textAt(after + 3) === '.' ? 4 : 3) }
  return { ...time, next: /^(h|hrs?|horas?|hours?)$/.test(textAt(after)) ? after + 1 : after }
}

const shiftOf = (from: Time, to: Time): ShiftHours | undefined => {
  // `1-5pm` is in the afternoon, `9-5pm` is not.
  const half = from.half ?? (to.half !== undefined && from.hour < to.hour ? to.half : undefined)
  const [start, end] = [clockOf(from, half), clockOf(to, to.half)]
  return start === undefined || end === undefined ? undefined : { from: start, to: end }
}

const clockOf = ({ hour, minute }: Time, half: string | undefined): string | undefined => {
  if (hour > (half === undefined ? 24 : 12) || minute > 59) return undefined
  const hours = half === undefined ? hour % 24 : (hour % 12) + (half === 'p' ? 12 : 0)
  return [hours, minute].map((number) => String(number).padStart(2, '0')).join(':')
}
