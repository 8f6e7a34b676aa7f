import { join } from 'node:path'
import { averagePrecision } from '../measures/average-precision.ts'
import { mean } from '../measures/rank.ts'
import { byMethod, createMethods } from '../scoring/methods.ts'
import { counted, type GoldSet } from './gold-set.ts'
import { annotationsFile, queriesFile, readJudgedTexts } from './judged-texts.ts'

const folder = 'gold/title-similarity-en'
const textsFile = 'corpus_documents.tsv'

export const titleSimilarity: GoldSet = {
  name: 'job-title similarity, English',
  files: [queriesFile, textsFile, annotationsFile].map((file) => `${folder}/${file}`),
  evaluate({ data, vectors, step }) {
    const { queries, texts } = readJudgedTexts(join(data, folder), textsFile)
    const scoresOf = createMethods(vectors, texts)
    const precisions = queries.map(({ text, relevant }, at) => {
      step(at + 1, queries.length)
      const scores = scoresOf(text)
      return byMethod((method) => averagePrecision(scores[method], relevant))
    })
    return {
      set: titleSimilarity.name,
      size: `${counted(queries.length)} titles × ${counted(texts.length)} titles`,
      measured: [
        {
          measure: 'MAP',
          figures: byMethod((method) => mean(precisions.map((precision) => precision[method]))),
          published: [
            { name: 'BM25', value: 0.28 },
            { name: 'character TF-IDF', value: 0.34 },
            { name: 'MiniLM, other split', value: 0.408 },
            { name: 'best model of 7 billion weights, other split', value: 0.563 },
          ],
        },
      ],
      saw: "neither side; O*NET's titles share words with both",
      notes: [
        `${queries.filter(({ text }) => texts.includes(text)).length} of the titles that are asked stand in the list too, where the set does not count them as answers: they put every method's answers a rank lower. Titles with the same score keep the order of the file.`,
      ],
    }
  },
}
