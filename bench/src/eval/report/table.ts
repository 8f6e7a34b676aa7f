import type { Evaluation } from '../evaluate.ts'
import type { Overlap, SwapResult } from '../gendered/swap.ts'
import { lexicalShare, methodNames, methods, official } from '../scoring/methods.ts'
import { type GoldResult, type Measured, sampled } from '../sets/gold-set.ts'

/** The figures in Markdown, each with what it rests on. */
export function qualityTable(evaluation: Evaluation): string {
  const { source, full, results, swaps, leftOut } = evaluation
  return [
    '# Quality of matching',
    `Taxonomy: \`${source}\`. ${full ? 'All titles of every set.' : `Of the largest sets every ${sampled}th title; \`--full\` takes all.`}`,
    ...(results.length > 0 ? [goldTable(results), '![The figures as bars](quality.svg)', ...caveats(results)] : []),
    '## Gendered titles swapped',
    swapTable(swaps),
    swapNote(full),
    '## Left out',
    leftOut.map((line) => `- ${line}`).join('\n'),
  ].join('\n\n')
}

const headers: readonly string[] = methods.map((method) =>
  method === official ? `**${methodNames[method]}**` : methodNames[method],
)

function goldTable(results: readonly GoldResult[]): string {
  return table(
    ['set', 'measure', ...headers, 'published', 'what training saw'],
    results.flatMap(({ set, size, measured, saw }) =>
      measured.map(({ measure, figures, published }, at) => [
        at === 0 ? `${set}: ${size}` : set,
        measure,
        ...methods.map((method) => (method === official ? `**${digits(figures[method])}**` : digits(figures[method]))),
        publishedOf({ published }),
        saw,
      ]),
    ),
  )
}

function publishedOf({ published }: Pick<Measured, 'published'>): string {
  return published.map(({ name, value }) => `${name} ${digits(value)}`).join('; ')
}

function caveats(results: readonly GoldResult[]): string[] {
  return [
    `Rolecall's figure is always that of the **${methodNames[official]}**: the cosine weighs ${1 - lexicalShare}, character TF-IDF ${lexicalShare}, the same in every set. The two lexical columns are run on the spot over the same folded texts, so their figures differ from those published.`,
    'Read the comparison with care: the vectors are trained on labels of ESCO and titles of O*NET, and ESCO itself is the target of MELO and of the vacancy titles; most of the published models are general ones, used as they are. No gold set is trained on, nor is the crosswalk between O*NET and ESCO. How to train was chosen by trying ways on these sets, of the vacancy titles on every sixth; other halves of them, which were not looked at, may come out lower.',
    'MRR is of the first text that answers a title. Its rank counts the texts that score strictly better, so that ties are read in favour of every method alike; BM25 has most of them. A text that scores 0 counts as not found.',
    ...results.flatMap(tiesOf),
    ...results.flatMap(({ set, notes }) => notes.map((note) => `${capital(set)}: ${note}`)),
  ]
}

function tiesOf({ set, measured }: GoldResult): string[] {
  return measured.flatMap(({ measure, afterTies }) =>
    afterTies
      ? [
          `${capital(set)}: with every tie read against the method, the ${measure} is ${methods.map((method) => `${digits(afterTies[method])} for ${methodNames[method]}`).join(', ')}.`,
        ]
      : [],
  )
}

function swapTable(swaps: readonly SwapResult[]): string {
  return table(
    [
      'titles',
      'pairs',
      'vectors: mean',
      'vectors: worst',
      'as the product reads: mean',
      'as the product reads: worst',
      'one form read',
      'neither read',
    ],
    swaps.map(({ titles, pairs, vectors, product }) => [
      titles,
      String(pairs),
      digits(vectors.mean),
      worstOf(vectors),
      digits(product.mean),
      worstOf(product),
      String(product.oneForm),
      String(product.neither),
    ]),
  )
}

function worstOf({ worst, worstPair }: Overlap): string {
  return `${digits(worst)} (${worstPair.join(', ')})`
}

function swapNote(full: boolean): string {
  return `Rank-biased overlap (p = 0.9, extrapolated) of the ten nearest occupations for either form; 1 is the same list in the same order. First by the vectors alone, then as \`findOccupations\` reads the title, whose lists are often shorter: one that is the beginning of the other counts as the same. A pair of which the product reads one form counts 0; one of which it reads neither is in no mean. Training saw ESCO's labels whole and each form of them; of the pairs written here, those forms that are labels.${full ? '' : ` Of ESCO's labels every ${sampled}th pair.`}`
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function digits(value: number): string {
  return value.toFixed(3)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
