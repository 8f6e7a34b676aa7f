import type { Profile } from '@rolecall/contract/profile'
import { languageName } from './ask.ts'
import { heldRow } from './change-held.ts'
import { payWantedPhrase, workPhrase } from './finish.ts'
import type { QuestionId } from './questionnaire.ts'
import type { ListRow, Phrase } from './reply.ts'
import { factAlone, say } from './say.ts'
import type { Person, Scene, Turn } from './turn.ts'

/** Every answer in a row of its own; a tap changes it. */
export const showProfile = ({ names }: Scene, person: Person): Turn => {
  const rows: readonly ListRow[] = [
    ...fields.map((field) => ({
      id: `field.${field}`,
      title: say(`option.field.${field}`),
      description: answerOf(field, person, names),
    })),
    {
      id: person.alerts ? 'alerts.no' : 'alerts.yes',
      title: say(person.alerts ? 'option.alerts.stop' : 'option.alerts.start'),
    },
    heldRow(person),
  ]
  const body = [say('bot.profile')]
  return {
    replies: [{ kind: 'list', body, button: say('option.list.change'), sections: [{ rows }] }],
    mode: { kind: 'idle' },
  }
}

/** The answers of a profile, in the order in which they are shown. */
export const fields = ['name', 'work', 'place', 'experience', 'times', 'pay', 'language'] as const
export type Field = (typeof fields)[number]

/**
 * Where each field of the profile is shown and changed. `no-answer`: nobody is asked, and nothing that people say sets it; it
 * is as wide as can be.
 */
export const rowOfProfileField: Readonly<Record<keyof Profile, Field | 'held' | 'no-answer'>> = {
  work: 'work',
  place: 'place',
  reachKm: 'no-answer',
  remote: 'no-answer',
  times: 'times',
  pay: 'pay',
  employmentTypes: 'no-answer',
  languages: 'held',
  licences: 'held',
  skills: 'held',
  workPermits: 'held',
}

/** An answer as it stands. */
export const answerOf = (field: Field, person: Person, names: Scene['names']): Phrase => {
  const { profile } = person
  const notYet = say('bot.not-said')
  switch (field) {
    case 'name':
      return person.name === undefined ? notYet : { plain: person.name }
    case 'work':
      return profile.work.length === 0 ? notYet : workPhrase(profile)
    case 'place':
      return profile.place === undefined ? notYet : { plain: profile.place.label }
    case 'experience': {
      const experience = profile.work[0]?.experience
      return experience === undefined ? notYet : factAlone({ type: 'experience', value: experience })
    }
    case 'times':
      return profile.times === undefined ? notYet : factAlone({ type: 'times', ...profile.times })
    case 'pay':
      return profile.pay === undefined ? notYet : payWantedPhrase(profile.pay)
    case 'language':
      return { plain: languageName(names, person.language) }
    default:
      return field satisfies never
  }
}

/** Asks the question of one answer again, to change it. */
export const changeField = (field: string): Turn | undefined => {
  const question: QuestionId | undefined = fields.find((known) => known === field)
  return question === undefined ? undefined : { mode: { kind: 'asking', question, editing: true } }
}
