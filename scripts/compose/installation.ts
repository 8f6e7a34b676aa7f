import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Image } from '../image/build-image.ts'
import { makeRoot } from '../image/root-folder.ts'
import { containerOf, type Running, run } from '../image/run-container.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import type { Project } from './compose-config.ts'
import { startNameServer } from './name-server.ts'

/** What compose.yaml describes, each container by bubblewrap on an address of this machine that its name stands for. */
export type Installation = AsyncDisposable & {
  readonly balancer: Balancer
  readonly servers: Readonly<Record<string, Running>>
}

/** `servers`: names of containers, each with the service that it belongs to. */
export const startInstallation = async (
  project: Project,
  image: Image,
  options: { readonly into: string; readonly servers: Readonly<Record<string, 'web' | 'worker' | 'phones'>> },
): Promise<Installation> => {
  await using opening = new AsyncDisposableStack()
  const site = makeSite(options.into, Object.keys(options.servers))
  for (const name of members) opening.use(await startMember(project, name, site))
  opening.use(await startRedis(project, site))
  await makeSet(project, image, site)
  const servers: Record<string, Running> = {}
  const start = async ([name, service]: readonly [string, string]) => {
    servers[name] = opening.use(await startServer({ project, image, site, name, service }))
  }
  // As `depends_on` says: the look-alike's server first, then all others at once.
  const [first = [], others = []] = [true, false].map((isFirst) =>
    Object.entries(options.servers).filter(([, service]) => (service === 'phones') === isFirst),
  )
  for (const server of first) await start(server)
  for (const outcome of await Promise.allSettled(others.map(start)))
    if (outcome.status === 'rejected') throw outcome.reason
  const of = (wanted: string) =>
    Object.entries(options.servers).flatMap(([name, service]) => (service === wanted ? [site.addressOf(name)] : []))
  const names = opening.use(await startNameServer(of))
  const balancer = opening.use(await startBalancer(names.address, 3000))
  const open = opening.move()
  return { balancer, servers, [Symbol.asyncDispose]: () => open.disposeAsync() }
}

const members = ['mongo1', 'mongo2', 'mongo3'] as const

type Site = {
  readonly into: string
  readonly hosts: string
  readonly addressOf: (name: string) => string
}

/** A network of its own within this machine's loopback, so that two runs do not meet. */
const makeSite = (into: string, servers: readonly string[]): Site => {
  const network = `127.${100 + (process.pid % 100)}.${Math.floor(process.pid / 100) % 250}`
  const names = [...members, 'redis', ...servers]
  const addressOf = (name: string) => `${network}.${names.indexOf(name) + 1}`
  const hosts = join(into, 'hosts')
  mkdirSync(into, { recursive: true })
  writeFileSync(hosts, names.map((name) => `${addressOf(name)} ${name}\n`).join(''))
  return { into, hosts, addressOf }
}

const startMember = async (project: Project, name: string, { into, hosts, addressOf }: Site): Promise<Running> => {
  const mongod = process.env.MONGOD ?? ''
  const [root, data] = [join(into, `${name}-root`), join(into, name)]
  makeRoot(root)
  for (const path of [join(root, 'data/db'), join(root, 'opt/mongo'), data]) mkdirSync(path, { recursive: true })
  const [, ...args] = project.services[name]?.command ?? []
  const command = [`/opt/mongo/${basename(mongod)}`, ...args.filter((arg) => arg !== '--bind_ip_all')]
  const small = ['--bind_ip', addressOf(name), '--nounixsocket', '--oplogSize', '64', '--dbpath', '/data/db']
  const reads = { '/etc/hosts': hosts, '/opt/mongo': dirname(mongod) }
  return run({ root, workdir: '/', variables: {}, mounts: { '/data/db': data }, reads }, [...command, ...small])
}

const startRedis = async (project: Project, { addressOf }: Site): Promise<AsyncDisposable> => {
  const [, ...args] = project.services.redis?.command ?? []
  const child = spawn(process.env.REDIS_SERVER ?? '', [...args, '--bind', addressOf('redis')], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  return {
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

const makeSet = async (project: Project, image: Image, { into, hosts }: Site): Promise<void> => {
  const service = project.services['replica-set']
  const container = containerOf(image, join(into, 'none'), service?.environment ?? {})
  await using making = await run({ ...container, reads: { '/etc/hosts': hosts } }, service?.command ?? [])
  assert.equal(await making.ended, 0, making.output())
}

const startServer = async (options: {
  readonly project: Project
  readonly image: Image
  readonly site: Site
  readonly name: string
  readonly service: string
}): Promise<Running> => {
  const { project, image, site, name, service } = options
  const address = site.addressOf(name)
  const environment = { ...project.services[service]?.environment, HOST: address }
  const container = containerOf(image, join(site.into, 'volumes'), environment)
  await using starting = new AsyncDisposableStack()
  const server = starting.use(await run({ ...container, reads: { '/etc/hosts': site.hosts } }, image.command))
  await server.until(async () => (await fetch(`http://${address}:3000/readyz`)).ok)
  starting.move()
  return server
}
