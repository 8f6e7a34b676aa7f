import type { PayPeriod } from '@rolecall/contract/pay'
import { answer, notText } from './answer.ts'
import { payOf } from './currency.ts'
import { goOn, profileEdit } from './go-on.ts'
import { miss } from './miss.ts'
import type { Phrase, Reply } from './reply.ts'
import { choice, factAlone, optionsReply, say, together } from './say.ts'
import type { Mode } from './state.ts'
import { chosen, homeOf, type Scene, type Turn } from './turn.ts'
import type { Words } from './words.ts'
import { keepWork, placeEdit } from './work-answer.ts'

type Of<K extends Mode['kind']> = Extract<Mode, { kind: K }>

/** Reads work and place back: `Do you mean cook, in Thika?` */
export const askToConfirm = ({ work, place }: Of<'confirming'>, before: readonly Phrase[]): Reply => {
  const values = {
    work: together(work.map(({ occupation }) => factAlone({ type: 'occupation', value: occupation }))),
    place: place?.label ?? '',
  }
  const key = work.length === 0 ? 'bot.confirm.place' : place === undefined ? 'bot.confirm.work' : 'bot.confirm.both'
  const buttons = [
    choice('confirm.yes', 'option.confirm.yes'),
    ...(work.length === 0 ? [] : [choice('confirm.work', 'option.confirm.work')]),
    ...(place === undefined ? [] : [choice('confirm.place', 'option.confirm.place')]),
  ]
  return { kind: 'buttons', body: [...before, say(key, values)], buttons }
}

export const settleConfirming = (scene: Scene, mode: Of<'confirming'>, words: Words): Turn => {
  const { person, readings, event } = scene
  const { work, place, editing } = mode
  if (person === undefined) return { mode: homeOf(scene) }
  const placeEdits = place === undefined ? [] : [placeEdit(person, place)]
  switch (chosen(scene)) {
    case 'confirm.yes':
      return work.length > 0 ? keepWork(scene, person, { editing, work, place }) : goOn(scene, placeEdits, editing)
    case 'confirm.work':
      return { edits: placeEdits, mode: { kind: 'asking', question: 'work', editing } }
    case 'confirm.place': {
      const kept = work.length > 0 ? keepWork(scene, person, { editing: true, work }) : {}
      return { ...kept, before: [], mode: { kind: 'asking', question: 'place', editing } }
    }
    default:
      break
  }
  if (readings.oldTap !== undefined) return {}
  if (readings.yesNo === 'no')
    return { mode: { kind: 'asking', question: work.length > 0 ? 'work' : 'place', editing } }
  const question = work.length > 0 ? 'work' : 'place'
  const isNewAnswer = event.kind === 'location' || readings.work.length + readings.places.length > 0
  if (isNewAnswer) return answer(scene, { question: event.kind === 'location' ? 'place' : question, editing }, words)
  return miss(scene, event.kind === 'text' || event.kind === 'tap' ? say('bot.again.confirm') : notText(event))
}

/** Offers what a name may stand for; `None of these` asks again. */
export const askToChoose = ({ question, works, places }: Of<'choosing'>, before: readonly Phrase[]): Reply => {
  const rows =
    question === 'work'
      ? works.map(({ occupation }, at) => ({
          id: `pick.${at}`,
          title: factAlone({ type: 'occupation', value: occupation }),
        }))
      : places.map(({ label, country }, at) => ({
          id: `pick.${at}`,
          title: { plain: label },
          description: factAlone({ type: 'country', value: country }),
        }))
  const none = { id: 'pick.none', title: say('option.pick.none') }
  const body = [...before, say(`bot.choose.${question}`)]
  return { kind: 'list', body, button: say('option.list.choose'), sections: [{ rows: [...rows, none] }] }
}

export const settleChoosing = (scene: Scene, mode: Of<'choosing'>, words: Words): Turn => {
  const { person, readings, event } = scene
  const { question, editing, place } = mode
  if (person === undefined) return { mode: homeOf(scene) }
  const at = Number(chosen(scene)?.match(/^pick\.(\d+)$/)?.[1] ?? -1)
  const [work, picked] = [mode.works[at], mode.places[at]]
  if (question === 'work' && work !== undefined) return keepWork(scene, person, { editing, work: [work], place })
  if (question === 'place' && picked !== undefined) return goOn(scene, [placeEdit(person, picked)], editing)
  if (chosen(scene) === 'pick.none' || readings.yesNo === 'no')
    return { before: [say(`bot.again.${question}`)], mode: { kind: 'asking', question, editing } }
  if (readings.oldTap !== undefined) return {}
  const isNewAnswer = event.kind === 'location' || readings.work.length + readings.places.length > 0
  if (isNewAnswer) return answer(scene, { question: event.kind === 'location' ? 'place' : question, editing }, words)
  return miss(scene, event.kind === 'text' || event.kind === 'tap' ? say('bot.again.choose') : notText(event))
}

export const askPayPeriod = ({ amount, currency }: Of<'pay-period'>, before: readonly Phrase[]): Reply => {
  const money = payOf(amount, currency, 'day')
  const shown = say('bot.ask.pay-period', { money: { type: 'pay', amount: money?.amount ?? 0, currency, period: '' } })
  const rows = periods.map((period) => ({ id: `period.${period}`, title: say(`option.period.${period}`) }))
  return optionsReply([...before, shown], rows)
}

const periods: readonly PayPeriod[] = ['day', 'week', 'month']

export const settlePayPeriod = (scene: Scene, mode: Of<'pay-period'>): Turn => {
  const { person, readings, event } = scene
  if (person === undefined) return { mode: homeOf(scene) }
  if (readings.oldTap !== undefined) return {}
  const said = readings.pay?.any === false ? readings.pay.period : undefined
  const period = periods.find((name) => chosen(scene) === `period.${name}`) ?? said ?? readings.period
  const pay = period === undefined ? undefined : payOf(mode.amount, mode.currency, period)
  if (pay !== undefined) return goOn(scene, [profileEdit(person, { pay })], mode.editing)
  return miss(scene, event.kind === 'text' || event.kind === 'tap' ? say('bot.again.pay-period') : notText(event))
}
