import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** Pages of one job a second from a warm cache, and the CPU of each, beside a constant; runs interleaved. */
export const benchPageRate = async (): Promise<string> => {
  await using open = new AsyncDisposableStack()
  const own = open.use(await startRolecall(env))
  const path = await pathOfAJob(own.url)
  const page = await pageAt(own.url + path)
  const bare = open.use(await startBare(page, {}))
  const guarded = open.use(await startBare(page, { GUARDED: '1' }))
  const servers: Server[] = [bare, guarded, { name: 'Rolecall', ...own }]
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
  const base = taken.get(servers[0]?.name ?? '') ?? []
  const rows = servers.map(({ name }) => {
    const own = taken.get(name) ?? []
    const ratio = (of: (each: Taken, peer: Taken) => number) =>
      median(own.flatMap((each, round) => base.slice(round, round + 1).map((peer) => of(each, peer)))).toFixed(2)
    const [rate, cpu] = [median(own.map((each) => each.rate)), median(own.map((each) => each.cpuUs))]
    const ratios = [ratio((each, peer) => each.rate / peer.rate), ratio((each, peer) => peer.cpuUs / each.cpuUs)]
    return `| ${name} | ${Math.round(rate)} | ${ratios[0]} | ${cpu.toFixed(0)} | ${ratios[1]} |`
  })
  return [
    `| page of a job from a warm cache, median of ${rounds} interleaved runs | a second, half a processor each | ratio | µs of CPU | ratio |`,
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')
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

const startBare = async (page: Buffer, env: Readonly<Record<string, string>>): Promise<Server & AsyncDisposable> => {
  const file = join(mkdtempSync(join(tmpdir(), 'rolecall-bench-')), 'page.gz')
  writeFileSync(file, page)
  const port = await freePort()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bare-page.ts')], {
    stdio: 'inherit',
    env: { ...process.env, ...env, NODE_ENV: 'production', PORT: String(port), PAGE_FILE: file },
  })
  const url = `http://127.0.0.1:${port}`
  for (let up = false; !up; ) {
    up = await fetch(`${url}/readyz`).then(
      () => true,
      () => new Promise((resolve) => setTimeout(resolve, 20, false)),
    )
  }
  return {
    name: `${'GUARDED' in env ? 'the same behind the same headers' : 'bare Fastify route'}, a constant of ${page.length} bytes`,
    url,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
    },
  }
}
