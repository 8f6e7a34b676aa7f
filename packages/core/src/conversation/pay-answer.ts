import { anyPay, currencyMeant, likelyPeriod, payOf } from './currency.ts'
import { goOn, profileEdit } from './go-on.ts'
import { miss } from './miss.ts'
import { say } from './say.ts'
import type { Person, Scene, Turn } from './turn.ts'

/** Pay in free words; the currency is that of the person's place, the period is asked only where the amount leaves it open. */
export const takePay = (
  scene: Scene,
  person: Person,
  { editing, option }: { readonly editing: boolean; readonly option: string | undefined },
): Turn => {
  const country = person.profile.place?.country ?? scene.operator.countries[0] ?? ''
  const said = scene.readings.pay
  if (option === 'any' || said?.any === true)
    return goOn(scene, [profileEdit(person, { pay: anyPay(country) })], editing)
  if (said === undefined) return miss(scene, say('bot.again.pay'))
  const currency = currencyMeant(said.currency, country)
  const period = said.period ?? likelyPeriod(said.amount, currency, country)
  if (payOf(said.amount, currency, 'day') === undefined) return miss(scene, say('bot.again.pay'))
  const pay = period === undefined ? undefined : payOf(said.amount, currency, period)
  if (pay === undefined) return { mode: { kind: 'pay-period', editing, amount: said.amount, currency } }
  return goOn(scene, [profileEdit(person, { pay })], editing)
}
