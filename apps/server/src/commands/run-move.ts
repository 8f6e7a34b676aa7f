import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Source, Target } from '@rolecall/store/transfer/carried'
import { catchUp, compareAll, copyAll, countAll, type Sum } from '@rolecall/store/transfer/move'
import { openSource, openTarget } from '@rolecall/store/transfer/open'
import { orRefuse } from './or-refuse.ts'
import { progressBar } from './progress-bar.ts'

type Deps = {
  readonly print: (line: string) => void
  /** Where bars are drawn. */
  readonly out: Parameters<typeof progressBar>[0]
  /** Resolves once the operator says that the source is stopped; absent where nobody is there to ask. */
  readonly stopped?: () => Promise<void>
}

const usage = [
  'npm run move -- --from sqlite:data/rolecall.db --to mongodb://…   copies everything into an empty database, or the other way round',
  'The server may run on the source meanwhile; near the end you are asked to stop it. Cut off, the same command goes on where it was.',
  '--source-stopped     nothing runs on the source: do not ask',
  '--quiet-seconds 30   where nobody is there to ask: how long nothing may write before the source counts as stopped',
]

/** Between two looks at a source that is still written to. */
const lookAgainMs = 1000
const caughtUpBelow = 100
/** Rounds that do not get smaller by so much bring over what is written during them: that ends only when the servers stop. */
const shrinksTo = 0.7
const roundsOfComparing = 5

/** 0: moved and verified. 1: not, run it again. 2: not understood. */
export const runMove = async (deps: Deps, args: readonly string[]): Promise<0 | 1 | 2> => {
  const asked = readArgs(args)
  if (asked !== undefined) return orRefuse(deps.print, () => move(deps, asked))
  for (const line of usage) deps.print(line)
  return 2
}

const move = async (deps: Deps, asked: Asked): Promise<0 | 1> => {
  await using source = await openSource(asked.from, { snapshot: false })
  if (asked.to === asked.from) return refuse(deps, 'The source and the target are the same database.')
  await using target = await openTarget(asked.to, { from: `a move from ${source.address}` })
  const began = performance.now()
  deps.print(`From ${source.address} to ${target.address}, about ${await countAll(source)} documents.`)
  await copyWhileItRuns(deps, { source, target }, asked)
  const sums = await compare(deps, { source, target })
  if (sums === undefined)
    return refuse(deps, 'Not verified: the source is still written to. Stop every server on it, and run this again.')
  deps.print('Making indexes …')
  await target.finish(await source.lanes())
  tell(deps, sums, performance.now() - began)
  deps.print('Moved and verified. The source is unchanged. Set DATABASE_URL to the target and start the server:')
  deps.print(`DATABASE_URL=${withoutPassword(asked.to)}`)
  return 0
}

const readArgs = (args: readonly string[]) => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        'source-stopped': { type: 'boolean', default: false },
        'quiet-seconds': { type: 'string', default: '30' },
      },
    })
    const { from, to, 'source-stopped': sourceStopped } = values
    const quietMs = 1000 * Number(values['quiet-seconds'])
    return from === undefined || to === undefined || !(quietMs > 0) ? undefined : { from, to, sourceStopped, quietMs }
  } catch {
    return undefined
  }
}

const refuse = ({ print }: Deps, why: string): 1 => {
  print(why)
  return 1
}

type Asked = NonNullable<ReturnType<typeof readArgs>>
type Ends = { readonly source: Source; readonly target: Target }

/** Copies, and follows what is written meanwhile until nothing writes any more. */
const copyWhileItRuns = async (
  deps: Deps,
  { source, target }: Ends,
  { sourceStopped, quietMs }: Asked,
): Promise<void> => {
  let seen = await source.mark()
  const bar = progressBar(deps.out, 'copied')
  await copyAll(source, target, (done, total) => bar(total === 0 ? 1 : done / total))
  bar(1)
  const follow = async (): Promise<number> => {
    const mark = await source.mark()
    if (mark !== undefined && mark === seen) return 0
    seen = mark
    return catchUp(source, target)
  }
  if (sourceStopped) return
  let [before, changed] = [Number.POSITIVE_INFINITY, await follow()]
  while (!isCaughtUp(changed, before)) {
    deps.print(`${changed} documents were changed meanwhile: brought over.`)
    before = changed
    changed = await follow()
  }
  await (deps.stopped === undefined ? untilQuiet(deps, follow, quietMs) : untilStopped(deps, follow, deps.stopped()))
}

/** Whether another round would bring over no less than this one did, or little: `before` is how much the one before did. */
export const isCaughtUp = (changed: number, before: number): boolean =>
  changed < caughtUpBelow || changed > before * shrinksTo

const untilStopped = async ({ print }: Deps, follow: () => Promise<number>, stopped: Promise<void>): Promise<void> => {
  print('Caught up, and following. Stop every server that runs on the source, then press Enter.')
  let waiting = true
  const answer = stopped.then(() => {
    waiting = false
  })
  while (waiting) {
    await follow()
    await Promise.race([answer, delay(lookAgainMs)])
  }
}

const untilQuiet = async ({ print }: Deps, follow: () => Promise<number>, quietMs: number): Promise<void> => {
  print(
    `Caught up, and following. Stop every server on the source: it goes on when ${quietMs / 1000} s bring no change.`,
  )
  for (let since = performance.now(); performance.now() - since < quietMs; ) {
    if ((await follow()) > 0) since = performance.now()
    await delay(Math.min(lookAgainMs, quietMs / 5))
  }
}

/** Everything is read back and compared until nothing differs, and nothing was written meanwhile. */
const compare = async (deps: Deps, { source, target }: Ends): Promise<readonly Sum[] | undefined> => {
  for (let round = 1; round <= roundsOfComparing; round += 1) {
    const before = await source.mark()
    const bar = progressBar(deps.out, 'compared')
    const { changed, sums } = await compareAll(source, target, (done, total) => bar(total === 0 ? 1 : done / total))
    bar(1)
    if (changed === 0 && (await source.mark()) === before) return sums
    deps.print(`${changed} documents differed and were put right: comparing once more.`)
  }
  return undefined
}

const tell = ({ print }: Deps, sums: readonly Sum[], ms: number): void => {
  const total = sums.reduce((sum, { count }) => sum + count, 0)
  for (const { collection, count, checksum } of sums)
    if (count > 0) print(`${collection.padEnd(18)} ${String(count).padStart(9)}  ${checksum.slice(0, 16)}`)
  print(`${total} documents in ${(ms / 1000).toFixed(1)} s.`)
}

const withoutPassword = (url: string): string => url.replace(/^(mongodb[^/]*\/\/[^:@/]*):[^@]*@/, '$1:<password>@')
