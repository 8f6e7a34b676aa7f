import type { Place } from '@rolecall/contract/place'
import type { WorkWanted } from '@rolecall/contract/profile'
import type { OccupationReading } from '@rolecall/taxonomy/types'
import type { Edit } from './edits.ts'
import { goOn, profileEdit } from './go-on.ts'
import { miss } from './miss.ts'
import { clearPlace, sure } from './reading/work-and-place.ts'
import { say } from './say.ts'
import { afterTurn, type Person, type Scene, type Turn } from './turn.ts'

type WorkOptions = { readonly editing: boolean; readonly option: string | undefined }

/** Work in free words, perhaps with the place; what is not sure is confirmed, what may be several things is chosen. */
export const takeWork = (scene: Scene, person: Person, { editing, option }: WorkOptions): Turn => {
  const { readings, look } = scene
  const picked = option === undefined ? undefined : look.taxonomy.occupation(option)
  if (picked !== undefined)
    return keepWork(scene, person, { editing, work: [{ occupation: picked.id, said: readings.text.slice(0, 200) }] })
  const groups = groupsOf(readings.work)
  const place = clearPlace(readings.places)?.place
  const first = readings.places[0]?.place
  const [only] = groups
  if (only === undefined) return miss(scene, say('bot.again.work'))
  const [best, rival] = only
  const isUnclear = best !== undefined && rival !== undefined && rival.confidence >= best.confidence
  if (groups.length === 1 && isUnclear) return chooseWork(scene, { editing, readings: only, place })
  const work = groups.flatMap(([reading]) => (reading === undefined ? [] : [wantedOf(reading)])).slice(0, 5)
  const isSure = groups.every(([reading]) => (reading?.confidence ?? 0) >= sure) && first === place
  if (!isSure) return { mode: { kind: 'confirming', editing, work, ...(first === undefined ? {} : { place: first }) } }
  return keepWork(scene, person, { editing, work, place })
}

/** Readings of the same words belong together: one of them is meant. */
const groupsOf = (readings: readonly OccupationReading[]): readonly (readonly OccupationReading[])[] => {
  const groups = new Map<string, OccupationReading[]>()
  const seen = new Set<string>()
  for (const reading of readings) {
    if (seen.has(reading.id)) continue
    seen.add(reading.id)
    groups.set(reading.matched, [...(groups.get(reading.matched) ?? []), reading])
  }
  const all = [...groups.values()]
  const certain = all.filter(([reading]) => (reading?.confidence ?? 0) >= sure)
  // Beside certain words, a mere part of a name is noise; a typing error is not.
  return certain.length === 0 ? all.slice(0, 3) : all.filter(([reading]) => (reading?.confidence ?? 0) >= 0.75)
}

const wantedOf = ({ id, matched }: OccupationReading): WorkWanted => ({ occupation: id, said: matched.slice(0, 200) })

const chooseWork = (
  scene: Scene,
  { editing, readings, place }: { editing: boolean; readings: readonly OccupationReading[]; place: Place | undefined },
): Turn => ({
  mode: {
    kind: 'choosing',
    question: 'work',
    editing,
    works: readings.slice(0, 3).map(wantedOf),
    places: [],
    ...(place === undefined ? {} : { place }),
  },
  set: { strikes: scene.state.strikes },
})

type Kept = { readonly editing: boolean; readonly work: readonly WorkWanted[]; readonly place?: Place | undefined }

/** Keeps work, with what was said before of the same work, and the place where one came with it. */
export const keepWork = (scene: Scene, person: Person, { editing, work, place }: Kept): Turn => {
  const known = work.map((wanted) => {
    const experience = person.profile.work.find(({ occupation }) => occupation === wanted.occupation)?.experience
    return experience === undefined ? wanted : { ...wanted, experience }
  })
  const edits: readonly Edit[] = [
    profileEdit(person, { work: known }),
    ...(place === undefined ? [] : [placeEdit(person, place)]),
  ]
  const turn = goOn(scene, edits, editing)
  const changed = afterTurn(scene, { edits }).person
  const needsExperience = editing && changed?.state !== 'registering' && known[0]?.experience === undefined
  return needsExperience ? { ...turn, mode: { kind: 'asking', question: 'experience', editing } } : turn
}

export const placeEdit = (person: Person, place: Place): Edit => ({
  kind: 'update-person',
  personId: person.id,
  profile: { place },
  timeZone: place.timeZone,
})

type PlaceOptions = { readonly editing: boolean; readonly work: readonly WorkWanted[] }

/** A town in free words or a shared position; the nearest three are offered where it is not clear which is meant. */
export const takePlace = (scene: Scene, person: Person, { editing }: PlaceOptions): Turn => {
  const { event, readings, look } = scene
  if (event.kind === 'location') return goOn(scene, [placeEdit(person, sharedPlace(event, look))], editing)
  const clear = clearPlace(readings.places)
  if (clear !== undefined) return goOn(scene, [placeEdit(person, clear.place)], editing)
  const places = told(readings.places.map(({ place }) => place)).slice(0, 3)
  const [only, other] = places
  if (only === undefined) return miss(scene, say('bot.again.place'))
  if (other === undefined) return { mode: { kind: 'confirming', editing, work: [], place: only } }
  return { mode: { kind: 'choosing', question: 'place', editing, works: [], places } }
}

/** One of each name: two that read the same cannot be told apart in a list. The first is the likeliest. */
const told = (places: readonly Place[]): readonly Place[] =>
  [...new Map(places.toReversed().map((place) => [`${place.country} ${place.label}`, place])).values()].toReversed()

/** A position is kept to about a kilometre, under the name of the place next to it. */
export const sharedPlace = (
  { latitude, longitude }: { readonly latitude: number; readonly longitude: number },
  look: Scene['look'],
): Place => {
  const { label, country, timeZone } = look.gazetteer.nearest({ latitude, longitude })
  const round = (degrees: number) => Math.round(degrees * 100) / 100
  return { label, country, timeZone, latitude: round(latitude), longitude: round(longitude) }
}
