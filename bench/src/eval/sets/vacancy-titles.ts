import { join } from 'node:path'
import { readTable } from '@rolecall/taxonomy/compile/read/table-file'
import { notFound, rankOfBest, recallAt } from '../measures/rank.ts'
import { byMethod, createMethods } from '../scoring/methods.ts'
import { bestOfLabels, labelsOf } from './best-of-labels.ts'
import { counted, type GoldSet, reciprocalRanks, sampled } from './gold-set.ts'

const file = 'gold/vacancy-titles-to-esco/titles.csv'
const jobBert = 'JobBERT, not checked against its paper'

export const vacancyTitles: GoldSet = {
  name: "real vacancy titles to ESCO's occupations",
  files: [file],
  evaluate({ data, compiled, vectors, full, step }) {
    const all = readTable(join(data, file), ['vacancyTitle', 'conceptUri'], 'quoted')
    const titles = full ? all : all.filter((_, at) => at % sampled === 0)
    const occupations = compiled.occupations.filter(({ uri }) => uri !== undefined)
    const places = new Map(occupations.map(({ uri }, at) => [uri, at]))
    const labels = labelsOf(occupations, 'en')
    const scoresOf = createMethods(vectors, labels.texts)
    const ranks = titles.map(({ vacancyTitle, conceptUri }, at) => {
      step(at + 1, titles.length)
      const target = places.get(conceptUri)
      if (target === undefined) return byMethod(() => notFound)
      const scores = scoresOf(vacancyTitle)
      return byMethod((method) => rankOfBest(bestOfLabels(scores[method], labels), new Set([target])))
    })
    const unknown = titles.filter(({ conceptUri }) => !places.has(conceptUri)).length
    return {
      set: vacancyTitles.name,
      size: `${full ? '' : `every ${sampled}th of ${counted(all.length)}: `}${counted(titles.length)} titles × ${counted(occupations.length)} occupations (${counted(labels.texts.length)} English labels)`,
      measured: [
        { ...reciprocalRanks(ranks), published: [{ name: jobBert, value: 0.309 }] },
        {
          measure: 'recall@10',
          figures: byMethod((method) =>
            recallAt(
              10,
              ranks.map((rank) => rank[method]),
            ),
          ),
          published: [{ name: jobBert, value: 0.46 }],
        },
      ],
      saw: "the target occupations' labels; not the titles",
      notes: [
        `an occupation scores as its best English label. Titles whose occupation is not in the taxonomy count as not found: ${counted(unknown)}. The set is the validation half of one made with ESCO 1.0.5.`,
      ],
    }
  },
}
