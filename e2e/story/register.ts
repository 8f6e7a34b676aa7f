import type { TestPhone } from '../testing/phone.ts'
import type { Words } from '../testing/words.ts'
import type { Seeker } from './cast.ts'

/** Answers each question that the bot asks, from the language to the pay; gives how many answers it took. */
export const register = async (phone: TestPhone, words: Words, seeker: Seeker): Promise<number> => {
  const { say } = words
  const asked = (number: number) => phone.hears(say('bot.progress', { n: number, total: 8, question: '' }))
  let answers = 0
  const answer = async (giving: Promise<void>) => {
    answers += 1
    await giving
  }
  await answer(phone.press(say('language.name')))
  await phone.hears(say('bot.ask.consent'))
  await answer(phone.press(say('option.consent.yes')))
  await asked(3)
  await answer(phone.say(seeker.name))
  await asked(4)
  await answer(phone.say(seeker.work))
  if (seeker.place !== undefined) {
    await asked(5)
    await answer(phone.say(seeker.place))
  }
  await asked(6)
  await answer(phone.press(say('option.experience.2-years-or-more')))
  await asked(7)
  await answer(phone.choose(say('option.list.choose'), say(`option.times.${seeker.times}`)))
  await asked(8)
  await answer(phone.say(seeker.pay))
  return answers
}
