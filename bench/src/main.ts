import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchAccess } from './access.ts'
import { benchCache } from './cache/bench-cache.ts'
import { benchMatch } from './match/bench-match.ts'
import { matchParts } from './match/sections.ts'
import { benchMove } from './move.ts'
import { benchReplyLatency } from './replies/reply-latency.ts'
import { benchScale } from './scale/bench-scale.ts'
import { benchSealing } from './sealing.ts'
import { benchStart } from './start/bench-start.ts'
import { benchTelemetry } from './telemetry.ts'
import { benchUnpack } from './unpack.ts'
import { benchWebhooks } from './webhooks.ts'

const { values: flags, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '1000000' },
    jobs: { type: 'string', default: '100000' },
    quick: { type: 'boolean', default: false },
    part: { type: 'string' },
  },
})
const benches: Readonly<Record<string, () => Promise<string>>> = {
  webhooks: benchWebhooks,
  unpack: benchUnpack,
  'reply-latency': benchReplyLatency,
  scale: benchScale,
  start: () => benchStart({ quick: flags.quick }),
  access: benchAccess,
  cache: benchCache,
  sealing: benchSealing,
  telemetry: benchTelemetry,
  move: () => benchMove({ quick: flags.quick }),
  match: () =>
    benchMatch({
      people: Number(flags.people),
      jobs: Number(flags.jobs),
      quick: flags.quick,
      part: partOf(flags.part),
    }),
}

const partOf = (name: string | undefined) => {
  const part = matchParts.find((each) => each === name)
  if (part === undefined && name !== undefined)
    throw new Error(`No such part: ${name}. There are: ${matchParts.join(', ')}.`)
  return part
}

const unknown = wanted.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
const results = join(import.meta.dirname, '../results')
mkdirSync(results, { recursive: true })
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`${name} …`)
  const table = await bench()
  console.log(`${table}\n`)
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`
  writeFileSync(join(results, `${name}.md`), `${table}\n\n${machine}\n`)
}
