import type { Phrase, Reply } from './reply.ts'
import { cut, optionsReply, say } from './say.ts'
import type { Mode } from './state.ts'
import { afterTurn, chosen, homeOf, type Person, type Scene, type Turn } from './turn.ts'

type Who = Extract<Mode, { kind: 'who' }>

/** Who writes now: the people of this phone, or someone new, with a profile and a consent of their own. */
export const askWho = (scene: Scene, { claimed }: Who, before: readonly Phrase[]): Reply => {
  const known = scene.people.filter(({ name }) => name !== undefined)
  const isNew = claimed !== undefined && !known.some(({ name }) => isSameName(name, claimed))
  const rows = [
    ...known
      .slice(0, 9)
      .map((person, at) => ({ id: `person.${person.id}`, title: { plain: titleOf(known, person, at) } })),
    { id: 'person.new', title: isNew ? { plain: cut(claimed, 20) } : say('option.person.new') },
  ]
  const owner = scene.person?.name ?? known[0]?.name
  const said = isNew && owner !== undefined ? [say('bot.who.claimed', { owner, name: cut(claimed, 30) })] : []
  return optionsReply([...before, ...said, say('bot.who')], rows)
}

/** Two of one name get a number: WhatsApp refuses buttons with the same title. */
const titleOf = (known: readonly Person[], person: Person, at: number): string => {
  const name = cut(person.name ?? '-', 16)
  const isDouble = known.some((other) => other.id !== person.id && cut(other.name ?? '-', 16) === name)
  return isDouble ? `${name} ${at + 1}` : name
}

export const isSameName = (a: string | undefined, b: string): boolean =>
  a !== undefined && a.split(' ')[0]?.toLowerCase() === b.split(' ')[0]?.toLowerCase()

export const settleWho = (scene: Scene, { claimed }: Who): Turn | undefined => {
  const id = chosen(scene)
  if (id === 'person.new') return welcomeNewcomer(scene, claimed)
  const person = scene.people.find((known) => id === `person.${known.id}`)
  return person === undefined ? undefined : switchTo(scene, person)
}

export const switchTo = (scene: Scene, person: Person): Turn => {
  const edits = [{ kind: 'switch-person', personId: person.id } as const]
  const set = { newcomer: undefined, jobId: undefined, page: 0, strikes: 0 }
  const after = afterTurn(scene, { edits, set })
  return { edits, set, mode: homeOf(after), before: [say('bot.switched', { name: person.name ?? '' })] }
}

const welcomeNewcomer = (scene: Scene, name: string | undefined): Turn => {
  const newcomer = name === undefined ? {} : { name }
  const set = { newcomer, jobId: undefined, page: 0, strikes: 0, language: scene.language }
  return { set, mode: homeOf(afterTurn(scene, { set })), before: [say('bot.newcomer')] }
}
