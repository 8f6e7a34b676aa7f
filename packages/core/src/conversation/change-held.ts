import { LanguageLevel } from '@rolecall/contract/language'
import { profileEdit } from './go-on.ts'
import {
  findHeld,
  type Held,
  heldInside,
  heldOf,
  heldPhrase,
  heldTogether,
  withLevel,
  withoutHeld,
} from './held-answers.ts'
import type { ListRow, Phrase, Reply } from './reply.ts'
import { choice, say } from './say.ts'
import { afterTurn, type Person, type Scene, type Turn } from './turn.ts'

/** A list has ten rows: eight things, one to add more, and the way to the rest. */
const rowsPerPage = 8

/** The row of the profile behind which all that the person has stands, and more is added. */
export const heldRow = ({ profile }: Person): ListRow => {
  const held = heldOf(profile)
  const title = say('option.field.held')
  return held.length === 0
    ? { id: 'held.add', title, description: say('option.held.none') }
    : { id: 'held.page.0', title, description: heldTogether(held) }
}

/** `page.<n>`: a page of the list; `<field>.<value>`: one thing, to be taken back or changed; `add`: something more. */
export const showHeld = (person: Person, what: string): Turn => {
  if (what === 'add') return { mode: { kind: 'adding' } }
  const [field = '', ...value] = what.split('.')
  const held = findHeld(person.profile, field, value.join('.'))
  return held === undefined ? listHeld(person, pageOf(field, value), []) : { replies: [askAbout(held)], mode: idle }
}

const idle = { kind: 'idle' } as const

const pageOf = (field: string, [page]: readonly string[]): number =>
  field === 'page' && /^\d{1,2}$/.test(page ?? '') ? Number(page) : 0

/** Where nothing is left, the menu follows what stands `before`. */
const listHeld = (person: Person, page: number, before: readonly Phrase[]): Turn => {
  const all = heldOf(person.profile)
  if (all.length === 0) return { before, mode: idle }
  const start = page * rowsPerPage < all.length ? page * rowsPerPage : 0
  const rows: readonly ListRow[] = all.slice(start, start + rowsPerPage).map((held) => ({
    id: `held.${held.field}.${held.value}`,
    title: heldPhrase(held),
    // A title is cut at 24 characters.
    description: say(`option.held.${held.field}`, { value: heldInside(held) }),
  }))
  const next = start + rowsPerPage
  const more = next < all.length ? [{ id: `held.page.${next / rowsPerPage}`, title: say('option.held.more') }] : []
  const add = { id: 'held.add', title: say('option.held.add') }
  const body = [...before, say('bot.profile.held')]
  const sections = [{ rows: [...rows, add, ...more] }]
  return { replies: [{ kind: 'list', body, button: say('option.list.change'), sections }], mode: idle }
}

const askAbout = (held: Held): Reply => {
  const id = `${held.field}.${held.value}`
  const takeBack = choice(`unheld.${id}`, 'option.held.take-back')
  const keep = choice('cmd.profile', 'option.held.keep')
  const values = { value: heldInside(held) }
  if (held.level === undefined)
    return { kind: 'buttons', body: [say('bot.profile.held-one', values)], buttons: [takeBack, keep] }
  const levels = LanguageLevel.options.map((level) => choice(`level.${level}.${id}`, `option.level.${level}`))
  const body = [say('bot.profile.held-language', values)]
  return { kind: 'list', body, button: say('option.list.change'), sections: [{ rows: [...levels, takeBack, keep] }] }
}

/** `<field>.<value>`: not said any more, so that it counts for no job. */
export const takeBackHeld = (scene: Scene, person: Person, what: string): Turn => {
  const [field = '', ...value] = what.split('.')
  const held = findHeld(person.profile, field, value.join('.'))
  if (held === undefined) return listHeld(person, 0, [])
  const before = say('bot.profile.held-back', { value: heldInside(held) })
  return saved(scene, profileEdit(person, withoutHeld(person.profile, held)), before)
}

/** `<level>.languages.<language>` */
export const changeLevel = (scene: Scene, person: Person, what: string): Turn => {
  const [level, field = '', ...value] = what.split('.')
  const held = findHeld(person.profile, field, value.join('.'))
  const profile = held === undefined ? undefined : withLevel(person.profile, held, level)
  return profile === undefined ? listHeld(person, 0, []) : saved(scene, profileEdit(person, profile), say('bot.saved'))
}

const saved = (scene: Scene, edit: ReturnType<typeof profileEdit>, before: Phrase): Turn => {
  const edits = [edit]
  const after = afterTurn(scene, { edits }).person
  return { edits, ...(after === undefined ? { before: [before], mode: idle } : listHeld(after, 0, [before])) }
}
