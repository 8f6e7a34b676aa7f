import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CompiledTaxonomy } from '@rolecall/taxonomy/compiled/taxonomy-file'
import { createVectors } from '@rolecall/taxonomy/vectors/vector-table'
import { type SwapResult, swapForms } from './gendered/swap.ts'
import type { GoldResult, GoldSet, Ground } from './sets/gold-set.ts'
import { meloEnglish, meloGerman } from './sets/melo.ts'
import { titleSimilarity } from './sets/title-similarity.ts'
import { vacancyTitles } from './sets/vacancy-titles.ts'

const sets: readonly GoldSet[] = [titleSimilarity, vacancyTitles, meloEnglish, meloGerman]

export interface Evaluation {
  /** What the taxonomy was compiled from. */
  readonly source: string
  readonly full: boolean
  readonly results: readonly GoldResult[]
  readonly swaps: readonly SwapResult[]
  /** What was not measured and why, a line each. */
  readonly leftOut: readonly string[]
}

export interface EvaluateOptions {
  readonly data: string
  readonly compiled: CompiledTaxonomy
  readonly full: boolean
  readonly progressOf: (name: string) => Ground['step']
}

/** Measures on each set that stands in `data`. */
export function evaluate({ data, compiled, full, progressOf }: EvaluateOptions): Evaluation {
  const ground = { data, compiled, full, vectors: createVectors(compiled.vectors) }
  const lines = sets.map((set) => whyLeftOut(set, data))
  return {
    source: compiled.source,
    full,
    results: sets
      .filter((_, at) => lines[at] === undefined)
      .map((set) => set.evaluate({ ...ground, step: progressOf(set.name) })),
    swaps: swapForms({ ...ground, step: progressOf('gendered titles swapped') }),
    leftOut: [
      ...lines.flatMap((line) => line ?? []),
      'SkillSpan: left out, since its spans are marked as skills or knowledge and carry no label of ESCO, which accuracy@1 and @5 need.',
    ],
  }
}

function whyLeftOut({ name, files }: GoldSet, data: string): string | undefined {
  const missing = files.filter((file) => !existsSync(join(data, file)))
  return missing.length > 0 ? `${name}: left out, since the data folder has no ${missing.join(', ')}.` : undefined
}
