import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { contextFiles } from './context.ts'
import { readDockerfile, type Stage, type Step } from './read-dockerfile.ts'
import { type Container, makeRoot, startIn } from './root-folder.ts'

/** What a Dockerfile leaves: the last stage's root file system, and how to start it. */
export type Image = Container & {
  readonly command: readonly string[]
  readonly healthcheck: readonly string[]
  readonly volumes: readonly string[]
}

/** Carries out a Dockerfile, line by line, on a folder for each stage below `into`. The context is the folder it stands in. */
export const buildImage = async (folder: string, into: string): Promise<Image> => {
  const built: Built[] = []
  for (const stage of readDockerfile(join(folder, 'Dockerfile')))
    built.push(await buildStage(stage, { folder, into, built }))
  const last = built.at(-1)
  if (last === undefined) throw new Error('the Dockerfile has no stage')
  return last.image
}

type Built = { readonly name: string; readonly image: Image }
type Site = { readonly folder: string; readonly into: string; readonly built: readonly Built[] }

const buildStage = async (stage: Stage, site: Site): Promise<Built> => {
  const root = join(site.into, stage.name)
  makeRoot(root)
  let image: Image = { root, workdir: '/', variables: {}, command: [], healthcheck: [], volumes: [] }
  for (const step of stage.steps) image = await take(step, image, site)
  return { name: stage.name, image }
}

const take = async (step: Step, image: Image, site: Site): Promise<Image> => {
  switch (step.does) {
    case 'run':
      await run(step, image, join(site.into, 'caches'))
      return image
    case 'copy':
      copy(step, image, site)
      return image
    case 'workdir':
      mkdirSync(join(image.root, step.path), { recursive: true })
      return { ...image, workdir: step.path }
    case 'env':
      return { ...image, variables: { ...image.variables, ...step.variables } }
    case 'user':
      return { ...image, user: step.user }
    case 'volume':
      return { ...image, volumes: step.paths }
    case 'cmd':
      return { ...image, command: step.command }
    case 'healthcheck':
      return { ...image, healthcheck: step.command }
    case 'expose':
      return image
    default:
      return step satisfies never
  }
}

const run = async (step: Step & { does: 'run' }, image: Image, caches: string): Promise<void> => {
  const mounts = Object.fromEntries(step.caches.map((path) => [path, cacheFolder(caches, path)]))
  for (const path of step.caches) mkdirSync(join(image.root, path), { recursive: true })
  const variables = { ...image.variables, npm_config_prefer_offline: 'true', npm_config_cache: '/root/.npm' }
  const child = startIn({ ...image, mounts, variables }, ['/bin/sh', '-c', step.command])
  const output = Promise.all([child.stdout, child.stderr].map((stream) => (stream === null ? '' : text(stream))))
  const code = await new Promise((done) => child.once('close', done))
  if (code !== 0) throw new Error(`RUN ${step.command}\nended with ${code}\n${(await output).join('')}`)
}

/** npm's own cache of this machine serves where there is one, so that packages are fetched once. */
const cacheFolder = (caches: string, path: string): string => {
  const own = process.env.npm_config_cache ?? join(process.env.HOME ?? tmpdir(), '.npm')
  if (path === '/root/.npm' && existsSync(own)) return own
  const folder = join(caches, path)
  mkdirSync(folder, { recursive: true })
  return folder
}

const copy = (step: Step & { does: 'copy' }, image: Image, { folder, built }: Site): void => {
  const to = join(image.root, resolve(image.workdir, step.to))
  const from = built.find(({ name }) => name === step.from)?.image.root
  if (step.from !== undefined && from === undefined) throw new Error(`COPY --from=${step.from}: there is no such stage`)
  for (const source of step.sources)
    if (from !== undefined) link(join(from, source), to)
    else if (source === '.') for (const file of contextFiles(folder)) copyFile(join(folder, file), join(to, file))
    else copyFile(join(folder, source), to)
}

const copyFile = (source: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true })
  cpSync(source, to, { verbatimSymlinks: true })
}

/** What stands in a folder goes into the other, as links: two stages share their bytes. */
const link = (source: string, to: string): void => {
  mkdirSync(to, { recursive: true })
  const { status, stderr } = spawnSync('cp', ['-al', `${source}/.`, to], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}
