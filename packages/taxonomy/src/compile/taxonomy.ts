import { parseArgs } from 'node:util'
import { compileTaxonomy } from './compile-taxonomy.ts'
import { showSteps } from './progress-bar.ts'
import { SourceRefused } from './read/refused.ts'

const usage = `npm run taxonomy -- [--esco FOLDER]... [--onet FOLDER] [--out FILE]

  --esco FOLDER  ESCO as its publisher ships it in CSV, one or more languages; again for more folders
  --onet FOLDER  O*NET's database in the text format; English titles to learn from
  --out FILE     where the compiled taxonomy goes; taxonomy.bin when absent

Without --esco the taxonomy that Rolecall brings is compiled.
`

/** 0: written. 1: a source was refused. 2: not understood. */
async function main(args: string[]): Promise<0 | 1 | 2> {
  const asked = argumentsOf(args)
  if (asked === undefined) {
    process.stderr.write(usage)
    return 2
  }
  try {
    await compileTaxonomy(asked, {
      say: (line) => process.stderr.write(`${line}\n`),
      train: showSteps(process.stderr, 'training'),
    })
    return 0
  } catch (error) {
    if (!(error instanceof SourceRefused)) throw error
    process.stderr.write(`${error.message}.\n`)
    return 1
  }
}

function argumentsOf(args: string[]) {
  try {
    const {
      esco = [],
      onet,
      out = 'taxonomy.bin',
    } = parseArgs({
      args,
      options: { esco: { type: 'string', multiple: true }, onet: { type: 'string' }, out: { type: 'string' } },
    }).values
    return { esco, out, ...(onet === undefined ? {} : { onet }) }
  } catch {
    return undefined
  }
}

process.exitCode = await main(process.argv.slice(2))
