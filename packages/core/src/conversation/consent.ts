import { consentEdit } from './consent-edit.ts'
import type { Edit } from './edits.ts'
import { goOn } from './go-on.ts'
import { miss } from './miss.ts'
import { choice, say } from './say.ts'
import { chosen, type Person, type Scene, type Turn } from './turn.ts'

/** Nothing is kept before a yes; a no is final until the person says otherwise. */
export const takeConsent = (scene: Scene): Turn => {
  const { readings } = scene
  switch (chosen(scene)) {
    case 'q.consent.yes':
      return agree(scene)
    case 'q.consent.more':
      return {
        replies: [
          { kind: 'buttons', body: [say('bot.consent.more', { operator: scene.operator.name })], buttons: yesOrNo },
        ],
        set: { strikes: 0 },
      }
    case 'q.consent.no':
      return { replies: [{ kind: 'buttons', body: [say('bot.consent.no')], buttons: yesOrMore }], set: { strikes: 0 } }
    default:
      return readings.greeting ? {} : miss(scene, say('bot.again.consent'))
  }
}

const yesOrNo = [choice('q.consent.yes', 'option.consent.yes'), choice('q.consent.no', 'option.consent.no')]
const yesOrMore = [choice('q.consent.yes', 'option.consent.yes'), choice('q.consent.more', 'option.consent.more')]

const agree = (scene: Scene): Turn => {
  const person = newPerson(scene)
  const edits: readonly Edit[] = [
    { kind: 'create-person', person },
    consentEdit(scene, { personId: person.id, scope: 'service', given: true }),
  ]
  return goOn(scene, edits, false, { newcomer: undefined, source: undefined, alertsAsked: false, jobId: undefined })
}

const newPerson = ({ id, account, language, operator, state, now }: Scene): Person => ({
  id: id('people'),
  accountId: account.id,
  state: 'registering',
  ...(state.newcomer?.name === undefined ? {} : { name: state.newcomer.name }),
  ...(state.source === undefined ? {} : { source: state.source }),
  language,
  timeZone: operator.timeZone ?? 'UTC',
  profile: { work: [], reachKm: 30, languages: [], licences: [], skills: [], workPermits: [] },
  alerts: false,
  createdAt: now,
  updatedAt: now,
  alertedAt: [],
})
