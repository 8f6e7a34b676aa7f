import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registering } from './replies/registering.ts'
import { measureReplies } from './replies/reply-latency.ts'
import { median } from './statistics.ts'

const runs = 3
const cpuLog = new URL('./cpu-log.ts', import.meta.url).href
const sealing = /\/packages\/store\/src\/sealing\/|\/packages\/adapters\/src\/keys\//
/** What sealing calls, and what is no part of it. */
const engines = /\/packages\/store\/src\/(sqlite|mongodb)\//
type Frame = { readonly functionName: string; readonly url: string }
type Profile = {
  readonly nodes: readonly { readonly id: number; readonly callFrame: Frame; readonly children?: readonly number[] }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

const writers = [
  { who: 'newcomers, each with a first "Hi" and a data key to be made', texts: ['Hi'] },
  { who: `people who register, ${registering.length} messages each`, texts: registering },
]

/** How much of the CPU of a message's whole way, from the webhook to the reply, goes into sealing and opening. */
export const benchSealing = async (): Promise<string> => {
  const rows: string[] = []
  for (const { who, texts } of writers) {
    const shares: number[] = []
    for (let run = 0; run < runs; run += 1) shares.push(await shareOfRun(run, texts))
    rows.push(`| ${who} | ${(median(shares) * 100).toFixed(1)} |`)
  }
  return [
    `| sealing and opening, of the CPU from the webhook to the reply (median of ${runs}: the profile's time within sealing over the CPU of the whole process, user and system, its start left out) | % |`,
    '|---|---|',
    ...rows,
  ].join('\n')
}

const shareOfRun = async (run: number, texts: readonly string[]): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-profile-'))
  const log = join(folder, 'cpu.log')
  await measureReplies(
    run,
    { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${folder} --import=${cpuLog}`, CPU_LOG: log },
    { texts },
  )
  const share = shareOf(mainProfile(folder), JSON.parse(readFileSync(log, 'utf8')))
  rmSync(folder, { recursive: true, force: true })
  console.log(`run ${run + 1}: ${(share * 100).toFixed(1)} %`)
  return share
}

/** Threads write profiles of their own; the one with the most samples of our code is the server's. */
const mainProfile = (folder: string): Profile => {
  const profiles = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name): Profile => JSON.parse(readFileSync(join(folder, name), 'utf8')))
  const found = profiles.toSorted((a, b) => b.samples.length - a.samples.length)[0]
  if (found === undefined) throw new Error('the server left no profile')
  return found
}

/** `cpu`: what `cpu-log.ts` kept of the same process. */
const shareOf = (profile: Profile, cpu: readonly (readonly [atMs: number, cpuMs: number])[]): number => {
  const { nodes, samples, timeDeltas } = profile
  const within = sealingNodes(nodes)
  // The first fifth holds the start: modules that load, places that are read.
  const from = Math.floor(samples.length / 5)
  let [sealedMs, lastedMs] = [0, 0]
  for (let at = from; at < samples.length; at += 1) {
    const deltaMs = (timeDeltas[at] ?? 0) / 1000
    lastedMs += deltaMs
    if (within.has(samples[at] ?? 0)) sealedMs += deltaMs
  }
  const [endMs, cpuMs] = cpu.at(-1) ?? [0, 0]
  const before = cpu.findLast(([atMs]) => atMs <= endMs - lastedMs)?.[1] ?? 0
  return sealedMs / (cpuMs - before)
}

const sealingNodes = (nodes: Profile['nodes']): ReadonlySet<number> => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const within = new Set<number>()
  const mark = (id: number, inside: boolean): void => {
    const node = byId.get(id)
    if (node === undefined) return
    const { url } = node.callFrame
    const here = !engines.test(url) && (inside || sealing.test(url))
    if (here) within.add(id)
    for (const child of node.children ?? []) mark(child, here)
  }
  mark(nodes[0]?.id ?? 0, false)
  return within
}
