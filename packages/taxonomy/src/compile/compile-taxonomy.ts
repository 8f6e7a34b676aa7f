import { encodeTaxonomy } from '../compiled/taxonomy-file.ts'
import { starterOccupations, starterSkills } from '../starter.ts'
import { joinStarter } from './join-starter.ts'
import { readEsco } from './read/esco.ts'
import { readOnet } from './read/onet.ts'
import { type Sources, starterSource, toOccupation, toSkill } from './sources.ts'
import { drawPairs } from './train/pairs.ts'
import { seededRandom } from './train/random.ts'
import { trainVectors } from './train/train-vectors.ts'
import { writeWhole } from './write-whole.ts'

const seed = 20_261_128
/** With 192 whole numbers each, 21 MB. */
const mostFeatures = 110_000

export interface CompileOptions {
  /** Folders with ESCO's CSV files; without any, the starter alone is compiled. */
  readonly esco: readonly string[]
  /** A folder with O*NET's text files, of which the vectors learn. */
  readonly onet?: string
  readonly out: string
}

export interface Progress {
  say(line: string): void
  /** How many steps of the training are done, of how many. */
  train(done: number, total: number): void
}

/**
 * Compiles a taxonomy and trains its vectors; the file appears only when it is whole. The same sources give the same bytes
 * on one kind of machine. Throws `SourceRefused` for sources that it cannot read.
 */
export async function compileTaxonomy({ esco, onet, out }: CompileOptions, { say, train }: Progress): Promise<void> {
  const starter = starterSource({ occupations: starterOccupations(), skills: starterSkills() })
  const sources = esco.length === 0 ? starter : joinStarter(readEsco(esco), starter)
  const titles = onet === undefined ? [] : readOnet(onet)
  say(sizesOf(sources, titles.length))
  for (const lack of sources.lacking) say(`Compiled without ${lack}.`)
  const random = seededRandom(seed)
  const pairs = drawPairs(sources, titles, random)
  const vectors = await trainVectors(pairs, { mostFeatures, random, tell: train })
  const bytes = encodeTaxonomy({
    source: [
      esco.length === 0 ? 'starter' : 'esco',
      ...(onet === undefined ? [] : ['onet']),
      ...sources.languages,
    ].join('-'),
    occupations: sources.occupations.map(toOccupation),
    skills: sources.skills.map(toSkill),
    vectors,
  })
  writeWhole(out, [bytes])
  say(`${out} is written, ${(bytes.length / 1e6).toFixed(1)} MB. Let the server read it: TAXONOMY=${out}`)
}

function sizesOf({ occupations, skills, languages }: Sources, titles: number): string {
  const onet = titles === 0 ? '' : `, ${titles} occupations of O*NET to learn from`
  return `${occupations.length} occupations and ${skills.length} skills in ${languages.join(', ')}${onet}.`
}
