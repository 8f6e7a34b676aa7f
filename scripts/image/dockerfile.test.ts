import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contextFiles, contextRule } from './context.ts'
import { readDockerfile } from './read-dockerfile.ts'

const root = join(import.meta.dirname, '../..')
const stages = readDockerfile(join(root, 'Dockerfile'))
const last = stages.at(-1)?.steps ?? []
const { HADOLINT } = process.env

test('hadolint finds nothing in the Dockerfile', { skip: HADOLINT === undefined && 'no HADOLINT' }, () => {
  const { stdout, status } = spawnSync(HADOLINT ?? '', ['--failure-threshold', 'style', join(root, 'Dockerfile')], {
    encoding: 'utf8',
  })
  assert.equal(stdout, '')
  assert.equal(status, 0)
})

test('every stage stands on the Node that the tests run on', () => {
  for (const { base } of stages) assert.equal(base, `node:${process.versions.node}-slim`)
})

test('Node is process 1 of the container, as a user that is not root', () => {
  assert.deepEqual(
    last.find(({ does }) => does === 'cmd'),
    { does: 'cmd', command: ['node', 'apps/server/src/main.ts'] },
  )
  const user = last.find((step) => step.does === 'user')
  assert.match(user?.user ?? '', /^[1-9]\d*:[1-9]\d*$/)
})

test('no package runs scripts of its own while the image is built, and none for development comes in', () => {
  const installs = stages.flatMap(({ steps }) =>
    steps.filter((step) => step.does === 'run' && /\bnpm ci\b/.test(step.command)),
  )
  assert.equal(installs.length, 2)
  for (const step of installs)
    assert.match(step.does === 'run' ? step.command : '', /npm ci --omit=dev --ignore-scripts /)
})

test('nothing of this machine gets into the image: no keys, data, settings, tests or packages', () => {
  const isIn = contextRule(root)
  const out = [
    '.env',
    '.git/config',
    '.cache/places.bin',
    'apps/web/dist/server/entry-server.js',
    'apps/server/src/config.test.ts',
    'apps/server/src/testing/world.ts',
    'apps/web/node_modules/vite/package.json',
    'data/rolecall.db',
    'keys/rolecall.keys',
    'node_modules/fastify/package.json',
  ]
  assert.deepEqual(out.filter(isIn), [])
})

test('each workspace of the lock file comes in by name, without which npm installs nothing', () => {
  const lock: { packages: Record<string, unknown> } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const workspaces = Object.keys(lock.packages).filter((path) => path !== '' && !path.includes('node_modules/'))
  assert.ok(workspaces.includes('apps/server'))
  const files = contextFiles(root)
  assert.deepEqual(
    workspaces.filter((path) => !files.includes(`${path}/package.json`)),
    [],
  )
})

test('the image is built from nothing that git ignores', () => {
  const known = new Set(
    spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    }).stdout.split('\n'),
  )
  const files = contextFiles(root)
  assert.ok(files.length > 500, `${files.length}`)
  assert.ok(files.includes('apps/server/src/main.ts'))
  assert.ok(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).dependencies.node === process.versions.node)
  assert.deepEqual(
    files.filter((file) => !known.has(file)),
    [],
  )
})
