import type { Place } from '@rolecall/contract/place'

/** A skill that an occupation usually uses; `essential` ones are needed for the work, the others help. */
export interface UsualSkill {
  readonly id: string
  readonly essential: boolean
}

/** An occupation on an ISCO-08 unit group. Ids are kebab-case English slugs that never change. */
export interface Occupation {
  readonly id: string
  /** ISCO-08 unit group, four digits. */
  readonly isco: string
  /** Gender-neutral label by language; `en` and `es` are always there. */
  readonly labels: Readonly<Record<string, string>>
  /** Other words for it by language: both genders, colloquial, regional. */
  readonly aliases: Readonly<Record<string, readonly string[]>>
  readonly skills: readonly UsualSkill[]
  /** The URI of the concept, where the taxonomy is compiled from ESCO. */
  readonly uri?: string
}

export interface Skill {
  readonly id: string
  readonly labels: Readonly<Record<string, string>>
  readonly aliases: Readonly<Record<string, readonly string[]>>
}

export interface FindOptions {
  /** Languages of the person: their words come first where one word means several things. Absent: all alike. */
  readonly languages?: readonly string[]
  /** How many readings at most; 5 when absent. */
  readonly limit?: number
}

/**
 * What a text was understood as. `confidence` is 0 to 1: at least 0.95 for a known word or phrase,
 * 0.6 to 0.9 for one with a typing error, lower where only a part of a name was said.
 */
export interface OccupationReading {
  readonly id: string
  readonly confidence: number
  /** The part of the text that was read so, as it was written. */
  readonly matched: string
}

export interface SkillReading {
  readonly id: string
  readonly confidence: number
  readonly matched: string
}

/** Look-up over occupations and skills; pure, all in memory. */
export interface Taxonomy {
  /** Changes whenever an occupation, a skill or an alias changes. */
  readonly version: string
  occupation(id: string): Occupation | undefined
  skill(id: string): Skill | undefined
  occupations(): readonly Occupation[]
  skills(): readonly Skill[]
  /** The label of an occupation or a skill in `language` (a BCP 47 tag), else in English, else the id. */
  label(id: string, language: string): string
  /**
   * The occupations that a text names, in the order of the text; several readings of one word (an ambiguous alias)
   * follow each other. Where it names none, guesses by a part of a name, likeliest first. Empty when nothing is known.
   */
  findOccupations(text: string, options?: FindOptions): OccupationReading[]
  findSkills(text: string, options?: FindOptions): SkillReading[]
  /** Ids of the occupations of which a label or another word in `language` begins so, labels first; at most `limit`. */
  occupationsBeginning(start: string, language: string, limit: number): string[]
  skillsBeginning(start: string, language: string, limit: number): string[]
  /**
   * How near two occupations are, 0 to 1: 1 for the same id, at least 0.75 in one ISCO unit group, at least 0.45 in
   * one minor group, 0.25 in one sub-major group, and more the more usual skills they share. Unknown ids: 0.
   */
  nearness(a: string, b: string): number
}

/** A place that a text was understood as. `confidence` is 0 to 1, as in {@link OccupationReading}. */
export interface PlaceReading {
  readonly place: Place
  readonly confidence: number
  /** The part of the text that was read so, as it was written. */
  readonly matched: string
  /** Inhabitants, 0 when unknown. */
  readonly population: number
}

export interface FindPlaceOptions {
  /** ISO 3166-1 alpha-2 codes of the countries that are likelier, likeliest first. */
  readonly country?: readonly string[]
  /** A position, in degrees, that likely places are near to. */
  readonly near?: Position
  /** How many readings at most; 5 when absent. */
  readonly limit?: number
}

/** A WGS 84 position in degrees. */
export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/** Look-up over the populated places of the world. */
export interface Gazetteer {
  /** Places with the name that `text` is (the whole text is taken as a name), likeliest first. */
  find(text: string, options?: FindPlaceOptions): PlaceReading[]
  /** The place nearest to a position, with the distance to it along the great circle. */
  nearest(position: Position): Place & { readonly distanceKm: number }
}
