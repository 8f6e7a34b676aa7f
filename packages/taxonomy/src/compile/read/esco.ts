import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { UsualSkill } from '../../types.ts'
import type { Sources } from '../sources.ts'
import { SourceRefused } from './refused.ts'
import { type Row, readTable } from './table-file.ts'

type Concept = { id: string; words: Map<string, string[]>; descriptions: Map<string, string> }
type Occupation = Concept & { isco: string; uri: string; skills: UsualSkill[] }

const occupationFile = /^occupations_([a-z]{2}(?:-[a-z]+)?)\.csv$/
const skillFile = /^skills_([a-z]{2}(?:-[a-z]+)?)\.csv$/
const concept = ['conceptUri', 'preferredLabel', 'altLabels', 'hiddenLabels', 'description'] as const

/**
 * Reads the CSV files of ESCO's classification, versions 1.1 and 1.2, from one or more folders: `occupations_<language>`,
 * `skills_<language>` and `occupationSkillRelations`, with a language in its name or without. The same concept in several
 * files is one with the words of all.
 */
export function readEsco(folders: readonly string[]): Sources {
  const files = folders.flatMap(filesOf)
  const [occupationFiles, skillFiles] = [named(files, occupationFile), named(files, skillFile)]
  const relationFile = files.find(({ name }) => /^occupationSkillRelations(_\w+)?\.csv$/i.test(name))
  if (occupationFiles.length === 0)
    throw new SourceRefused(
      `no file occupations_<language>.csv stands in ${folders.join(' or ')}: unpack ESCO's CSV download there`,
    )
  const occupations = readOccupations(occupationFiles)
  const skills = readSkills(skillFiles)
  if (relationFile) addRelations(relationFile.path, occupations, skills)
  return {
    occupations: [...occupations.values()].sort(byId),
    skills: [...skills.values()].sort(byId),
    languages: [...new Set([...occupationFiles, ...skillFiles].map((file) => file.language))].sort(),
    lacking: lackingOf(occupationFiles, skillFiles, relationFile),
  }
}

function readOccupations(files: readonly LanguageFile[]): Map<string, Occupation> {
  const occupations = new Map<string, Occupation>()
  for (const { path, language } of files)
    for (const row of readTable(path, [...concept, 'iscoGroup'], 'quoted')) {
      const id = idOf(row.conceptUri, path)
      const fresh = { ...nothingSaid(id), isco: row.iscoGroup, uri: row.conceptUri, skills: [] }
      const occupation = occupations.get(id) ?? fresh
      occupations.set(id, occupation)
      addWords(occupation, row, language)
    }
  return occupations
}

function readSkills(files: readonly LanguageFile[]): Map<string, Concept> {
  const skills = new Map<string, Concept>()
  for (const { path, language } of files)
    for (const row of readTable(path, concept, 'quoted')) {
      const id = idOf(row.conceptUri, path)
      const skill = skills.get(id) ?? nothingSaid(id)
      skills.set(id, skill)
      addWords(skill, row, language)
    }
  return skills
}

/** The last part of a URI such as `http://data.europa.eu/esco/occupation/<uuid>`, which ESCO never gives twice. */
function idOf(uri: string, path: string): string {
  const id = uri.slice(uri.lastIndexOf('/') + 1)
  if (!uri.startsWith('http') || id === '' || id.length > 80)
    throw new SourceRefused(
      `${basename(path)} has the conceptUri "${uri.slice(0, 80)}", which is none: download it again`,
    )
  return id
}

function nothingSaid(id: string): Concept {
  return { id, words: new Map(), descriptions: new Map() }
}

interface SourceFile {
  readonly name: string
  readonly path: string
}

function filesOf(folder: string): SourceFile[] {
  if (!existsSync(folder)) throw new SourceRefused(`there is no folder ${folder}`)
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => ({ name: path.slice(path.lastIndexOf('/') + 1), path: join(folder, path) }))
}

interface LanguageFile {
  readonly path: string
  readonly language: string
}

function named(files: readonly SourceFile[], pattern: RegExp): LanguageFile[] {
  return files.flatMap(({ name, path }) => {
    const found = pattern.exec(name)?.[1]
    return found === undefined ? [] : [{ path, language: found }]
  })
}

function addWords(known: Concept, row: Row<(typeof concept)[number]>, language: string): void {
  const said = [row.preferredLabel, ...lines(row.altLabels), ...lines(row.hiddenLabels)]
  known.words.set(language, [...new Set([...(known.words.get(language) ?? []), ...said])].filter(Boolean))
  if (row.description !== '') known.descriptions.set(language, row.description)
}

function lines(text: string): string[] {
  return text.split('\n').map((line) => line.trim())
}

function addRelations(path: string, occupations: Map<string, Occupation>, skills: Map<string, Concept>): void {
  for (const row of readTable(path, ['occupationUri', 'relationType', 'skillUri'], 'quoted')) {
    const skill = idOf(row.skillUri, path)
    if (skills.has(skill))
      occupations
        .get(idOf(row.occupationUri, path))
        ?.skills.push({ id: skill, essential: row.relationType === 'essential' })
  }
}

function lackingOf(
  occupations: readonly LanguageFile[],
  skills: readonly LanguageFile[],
  relations: SourceFile | undefined,
): string[] {
  const without = occupations.filter(({ language }) => !skills.some((file) => file.language === language))
  return [
    ...new Set(without.map(({ language }) => `skills in ${language}: there is no skills_${language}.csv`)),
    ...(relations ? [] : ['which skills an occupation needs: there is no occupationSkillRelations.csv']),
  ]
}

function byId(a: Concept, b: Concept): number {
  return a.id < b.id ? -1 : 1
}
