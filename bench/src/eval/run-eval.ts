import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { showSteps } from '@rolecall/taxonomy/compile/progress-bar'
import { SourceRefused } from '@rolecall/taxonomy/compile/read/refused'
import { decodeTaxonomy, TaxonomyFileRefused } from '@rolecall/taxonomy/compiled/taxonomy-file'
import { evaluate } from './evaluate.ts'
import { qualityPlot } from './report/plot.ts'
import { qualityTable } from './report/table.ts'

const usage = `npm run eval -- --data FOLDER --taxonomy FILE [--full] [--out FOLDER]

  --data FOLDER    the gold sets, in its folder gold
  --taxonomy FILE  a taxonomy as npm run taxonomy compiles it
  --full           all titles of the largest sets, which takes minutes, instead of every twelfth
  --out FOLDER     where quality.md and quality.svg go; bench/results when absent
`

interface Streams {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean }
}

/** 0: measured and written. 1: nothing to read there. 2: not understood. */
export function runEval(args: string[], { stdout, stderr }: Streams): 0 | 1 | 2 {
  const asked = argumentsOf(args)
  if (asked === undefined) {
    stderr.write(usage)
    return 2
  }
  const missing = [asked.data, asked.taxonomy].filter((path) => !existsSync(path))
  if (missing.length > 0) {
    stderr.write(`There is no ${missing.join(' and no ')}.\n`)
    return 1
  }
  try {
    const compiled = decodeTaxonomy(readFileSync(asked.taxonomy))
    const evaluation = evaluate({ ...asked, compiled, progressOf: (name) => showSteps(stderr, name) })
    const table = qualityTable(evaluation)
    mkdirSync(asked.out, { recursive: true })
    writeFileSync(join(asked.out, 'quality.md'), `${table}\n`)
    writeFileSync(join(asked.out, 'quality.svg'), qualityPlot(evaluation.results))
    stdout.write(`${table}\n`)
    return 0
  } catch (error) {
    if (error instanceof TaxonomyFileRefused) stderr.write(`${asked.taxonomy} ${error.message}.\n`)
    else if (error instanceof SourceRefused) stderr.write(`${error.message}.\n`)
    else throw error
    return 1
  }
}

function argumentsOf(args: string[]) {
  try {
    const {
      data,
      taxonomy,
      full = false,
      out = join(import.meta.dirname, '../../results'),
    } = parseArgs({
      args,
      options: {
        data: { type: 'string' },
        taxonomy: { type: 'string' },
        full: { type: 'boolean' },
        out: { type: 'string' },
      },
    }).values
    return data === undefined || taxonomy === undefined ? undefined : { data, taxonomy, full, out }
  } catch {
    return undefined
  }
}
