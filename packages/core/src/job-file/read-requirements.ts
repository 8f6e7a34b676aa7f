import type { ImportField } from '@rolecall/contract/api/job-import'
import type { Requirement } from '@rolecall/contract/requirement'
import { spokenLanguageCodes } from '@rolecall/contract/spoken-languages'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import { languageCalled, levelIn, licenceIn, skillIn, withoutWords } from '../conversation/reading/things.ts'
import { fold, isIn, isSaid, synonyms, type Words } from '../conversation/words.ts'
import { type Finding, type Read, read } from './finding.ts'
import { tokensOf } from './tokens.ts'

type Cells = Readonly<Record<'licences' | 'languages' | 'experience' | 'skills', string>>
type Around = { readonly words: Words; readonly taxonomy: Taxonomy; readonly language: string }

/**
 * What a job asks. Cells hold several things with commas, semicolons or lines between them; licences, languages and years are musts
 * and skills are wishes, unless words behind them (`must`, `nice to have`) say otherwise.
 */
export const readRequirements = (cells: Cells, around: Around): Read<readonly Requirement[]> => {
  const found: Requirement[] = []
  const findings: Finding[] = []
  for (const field of ['licences', 'languages', 'experience', 'skills'] as const)
    for (const said of piecesOf(cells[field], around.words)) {
      const requirement = readers[field](said, around)
      if (requirement === undefined) findings.push(unread(field, said))
      else found.push(requirement)
    }
  return read(found, { findings })
}

const piecesOf = (cell: string, words: Words): readonly string[] =>
  cell
    .split(/[,;|\n•]/)
    .map((piece) => piece.trim())
    .filter((piece) => fold(piece) !== '' && !['no', 'no-experience'].some((name) => isSaid(words, name, fold(piece))))

/** Skills are many, and each is one wish: one that is not known is left out and told. */
const unread = (field: ImportField, said: string): Finding =>
  field === 'skills' ? { field, said, code: 'unknown-skill', stops: false } : { field, said, code: 'invalid' }

type Reader = (said: string, around: Around) => Requirement | undefined

const readLicence: Reader = (said, { words }) => {
  const { folded, must } = mustOf(said, words, true)
  const licence = licenceIn(folded, words)
  return licence && { kind: 'licence', licence, must }
}

const readLanguage: Reader = (said, { words }) => {
  const { folded, must } = mustOf(said, words, true)
  const { name, level } = levelIn(folded, words)
  const language = spokenLanguageCodes.includes(name) ? name : languageCalled(name, words)
  return language === undefined ? undefined : { kind: 'language', language, level, must }
}

const readYears: Reader = (said, { words }) => {
  const { folded, must } = mustOf(said, words, true)
  const [years] = tokensOf(folded).flatMap(({ text }) => (/\d/.test(text) ? [text] : []))
  const isOther = isIn(words, 'period.month', folded) || Number(years) < 1 || Number(years) > 40
  return years === undefined || isOther ? undefined : { kind: 'experience', years: Number(years), must }
}

const readSkill: Reader = (said, { words, taxonomy, language }) => {
  const { folded, must } = mustOf(said, words, false)
  const skill = skillIn(folded, taxonomy, [language])
  return skill && { kind: 'skill', skill: skill.id, must }
}

const readers = { licences: readLicence, languages: readLanguage, experience: readYears, skills: readSkill } as const

/** `forklift (nice to have)`: a wish, and the words that are left. */
const mustOf = (said: string, words: Words, usually: boolean): { readonly folded: string; readonly must: boolean } => {
  const folded = fold(said)
  const [isMust, isWish] = ['must', 'wish'].map((name) => isIn(words, name, folded))
  const left = withoutWords(folded, [...synonyms(words, 'must'), ...synonyms(words, 'wish')])
  return { folded: left, must: isWish ? false : isMust ? true : usually }
}
