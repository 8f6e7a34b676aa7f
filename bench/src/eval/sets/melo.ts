import { join } from 'node:path'
import { rankOfBest } from '../measures/rank.ts'
import { byMethod, createMethods } from '../scoring/methods.ts'
import { counted, type GoldSet, type Published, reciprocalRanks } from './gold-set.ts'
import { annotationsFile, queriesFile, readJudgedTexts } from './judged-texts.ts'

const textsFile = 'corpus_elements.tsv'

export const meloEnglish = meloSet({
  name: 'MELO, US English to English',
  folder: 'gold/melo/usa_q_en_c_en',
  saw: "both sides' titles, as words of their own occupations in O*NET and in ESCO; no pair between the two",
  published: [
    { name: 'BM25', value: 0.294 },
    { name: 'BM25 with lemmas', value: 0.6 },
    { name: 'mE5', value: 0.656 },
    { name: 'OpenAI', value: 0.684 },
  ],
})

export const meloGerman = meloSet({
  name: 'MELO, German to English',
  folder: 'gold/melo/deu_q_de_c_en',
  saw: "the target labels, and ESCO's German labels of the same occupations; not the German national titles or their pairs",
  published: [
    { name: 'BM25', value: 0.02 },
    { name: 'mE5', value: 0.386 },
    { name: 'OpenAI', value: 0.552 },
  ],
})

interface MeloOptions {
  readonly name: string
  readonly folder: string
  readonly saw: string
  readonly published: readonly Published[]
}

function meloSet({ name, folder, saw, published }: MeloOptions): GoldSet {
  return {
    name,
    files: [queriesFile, textsFile, annotationsFile].map((file) => `${folder}/${file}`),
    evaluate({ data, vectors, step }) {
      const { queries, texts } = readJudgedTexts(join(data, folder), textsFile)
      const scoresOf = createMethods(vectors, texts)
      const ranks = queries.map(({ text, relevant }, at) => {
        step(at + 1, queries.length)
        const scores = scoresOf(text)
        return byMethod((method) => rankOfBest(scores[method], relevant))
      })
      return {
        set: name,
        size: `${counted(queries.length)} titles × ${counted(texts.length)} labels`,
        measured: [{ ...reciprocalRanks(ranks), published }],
        saw,
        notes: [],
      }
    },
  }
}
