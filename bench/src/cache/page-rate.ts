import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preload } from '@rolecall/faults/cluster/server-member'
import type { Edit } from '@rolecall/faults/stage/edit'
import { freePort } from '@rolecall/test-servers/free-port'
import { findRedisServer, startRedis } from '@rolecall/test-servers/redis'
import autocannon from 'autocannon'
import { cpuMsOf } from '../cpu-of.ts'
import { limitCpu } from '../cpu-share.ts'
import { startRolecall, whatsappEnv } from '../rolecall-process.ts'
import { median } from '../statistics.ts'

const connections = 16
const seconds = 4
const rounds = 5
const env = { ...whatsappEnv, DEMO: '1', ROLE: 'web', RATE_LIMIT_FACTOR: '1000', NODE_ENV: 'production' }

/** Of a processor, for each server: less than what asks it takes, which would be measured otherwise. */
const share = 0.5

type Server = { readonly name: string; readonly url: string; readonly pid: number }
type Taken = { readonly rate: number; readonly cpuUs: number }

const ownRoute = "Rolecall's own route with all that stands before it, the same constant"

/** The route of Rolecall's page of a job answers what stands in a file. */
const constantInTheRoute: readonly Edit[] = [
  {
    file: 'apps/server/src/http/public/job-page.ts',
    find: 'const mostSimilar = 5',
    replace:
      "import { readFileSync } from 'node:fs'\nconst constant = readFileSync(process.env.PAGE_FILE)\nconst mostSimilar = 5",
  },
  {
    file: 'apps/server/src/http/public/job-page.ts',
    find: '    const id = jobIdIn(request.params.page)\n',
    replace: `    if (constant.length > 0)
      return reply.header('content-type', 'text/html; charset=utf-8').header('content-encoding', 'gzip').send(constant)
    const id = jobIdIn(request.params.page)
`,
  },
]

/** Pages of one job a second from a warm cache, and the CPU of each, beside a constant; runs interleaved. */
export const benchPageRate = async (): Promise<string> => {
  await using open = new AsyncDisposableStack()
  const own = open.use(await startRolecall(env))
  const path = await pathOfAJob(own.url)
  const page = await pageAt(own.url + path)
  const file = join(mkdtempSync(join(tmpdir(), 'rolecall-bench-')), 'page.gz')
  writeFileSync(file, page)
  const constant = `a constant of ${page.length} bytes`
  const bare = open.use(await startBare(`bare Fastify route, ${constant}`, { PAGE_FILE: file }))
  const guarded = open.use(
    await startBare(`the same behind the same headers, ${constant}`, { PAGE_FILE: file, GUARDED: '1' }),
  )
  const edited = {
    ...env,
    PAGE_FILE: file,
    FAULTS_EDITS: JSON.stringify(constantInTheRoute),
    NODE_OPTIONS: preload('edit-source.ts').join(' '),
  }
  const constantly = { name: ownRoute, ...open.use(await startRolecall(edited)) }
  const servers: Server[] = [bare, guarded, constantly, { name: 'Rolecall', ...own }]
  if (findRedisServer()) {
    const redis = await startRedis()
    open.defer(() => redis.kill())
    const shared = open.use(await startRolecall({ ...env, REDIS_URL: redis.url }))
    servers.push({ name: 'Rolecall with Redis, where every request is counted for all instances', ...shared })
  }
  for (const { pid } of servers) {
    const limit = limitCpu(pid, share)
    if (limit === undefined) console.log('No limit can be set here: the pages a second are those of whoever asks.')
    else open.use(limit)
  }
  const taken = new Map<string, Taken[]>(servers.map(({ name }) => [name, []]))
  // Round 0 warms all of them up and is not counted: a server runs for days.
  for (let round = 0; round <= rounds; round += 1)
    for (const server of servers) {
      const each = await run(server, server === bare || server === guarded ? path : await pathOfAJob(server.url))
      console.log(`round ${round}: ${server.name} ${Math.round(each.rate)}/s, ${each.cpuUs.toFixed(0)} µs`)
      if (round > 0) taken.get(server.name)?.push(each)
    }
  return table(servers, taken)
}

const table = (servers: readonly Server[], taken: ReadonlyMap<string, readonly Taken[]>): string => {
  const of = (name: string) => taken.get(name) ?? []
  const [first] = servers
  const rows = servers.map(({ name }) => {
    const [rate, cpu] = [median(of(name).map((each) => each.rate)), median(of(name).map((each) => each.cpuUs))]
    const ratios = ratiosOf(of(name), of(first?.name ?? ''))
    return `| ${name} | ${Math.round(rate)} | ${ratios.rate} | ${cpu.toFixed(0)} | ${ratios.cpu} |`
  })
  const toOwnRoute = ratiosOf(of('Rolecall'), of(ownRoute))
  return [
    `| page of a job from a warm cache, median of ${rounds} interleaved runs | a second, half a processor each | ratio | µs of CPU | ratio |`,
    '|---|---|---|---|---|',
    ...rows,
    '',
    `Beside its own route that answers a constant, Rolecall serves ${toOwnRoute.rate} of the pages a second, and ${toOwnRoute.cpu} of those for the same CPU.`,
  ].join('\n')
}

/** Medians of what each round gave beside the other one's. */
const ratiosOf = (own: readonly Taken[], base: readonly Taken[]) => {
  const ratio = (of: (each: Taken, peer: Taken) => number) =>
    median(own.flatMap((each, round) => base.slice(round, round + 1).map((peer) => of(each, peer)))).toFixed(2)
  return { rate: ratio((each, peer) => each.rate / peer.rate), cpu: ratio((each, peer) => peer.cpuUs / each.cpuUs) }
}

const run = async ({ url, pid }: Server, path: string): Promise<Taken> => {
  const before = cpuMsOf(pid)
  const result = await autocannon({
    url: url + path,
    connections,
    duration: seconds,
    headers: { 'accept-encoding': 'gzip', 'accept-language': 'en' },
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
  return { rate: result.requests.average, cpuUs: (1000 * (cpuMsOf(pid) - before)) / result.requests.total }
}

const pathOfAJob = async (url: string): Promise<string> => {
  const answer = await fetch(`${url}/api/v1/jobs`)
  const [, page = ''] = /"page":"([^"]+)"/.exec(await answer.text()) ?? []
  return `/jobs/${encodeURIComponent(page)}`
}

/** As it is sent: compressed. */
const pageAt = async (url: string): Promise<Buffer> => {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const { get } = await import('node:http')
  get(url, { headers: { 'accept-encoding': 'gzip' } }, async (answer) => {
    const parts: Buffer[] = []
    for await (const part of answer) parts.push(Buffer.from(part))
    resolve(Buffer.concat(parts))
  }).on('error', reject)
  return promise
}

const startBare = async (name: string, env: Readonly<Record<string, string>>): Promise<Server & AsyncDisposable> => {
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bare-page.ts')], {
    stdio: 'inherit',
    env: { ...process.env, ...env, NODE_ENV: 'production', PORT: String(port) },
  })
  const url = `http://127.0.0.1:${port}`
  for (let up = false; !up; ) {
    up = await fetch(`${url}/readyz`).then(
      () => true,
      () => new Promise((resolve) => setTimeout(resolve, 20, false)),
    )
  }
  return {
    name,
    url,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
    },
  }
}
