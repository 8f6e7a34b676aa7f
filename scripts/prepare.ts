import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { newest } from './newest.ts'

const root = join(import.meta.dirname, '..')

const shared = ['packages/contract', 'packages/text']
/** What is built, the file that tells when, and what it is built from. */
const builds = [
  { built: 'apps/web/dist/server/entry-server.js', script: 'apps/web/build.ts', from: ['apps/web', ...shared] },
  {
    built: 'apps/simulator/dist/server/simulator.js',
    script: 'apps/simulator/build.ts',
    from: ['apps/simulator', ...shared],
  },
]
const gazetteer = { script: 'packages/taxonomy/src/compile/places.ts', into: '.cache/places.bin' }

/** Builds what holds JSX and compiles the gazetteer, where that is missing or older than its sources. */
export const prepare = async (): Promise<void> => {
  const stale = builds.filter(({ built, from }) => madeAt(built) < newest(from.map((folder) => join(root, folder))))
  await Promise.all([
    ...stale.map(({ script }) => run(script, [])),
    ...(madeAt(gazetteer.into) === 0 ? [run(gazetteer.script, [join(root, gazetteer.into)])] : []),
  ])
}

const madeAt = (file: string): number => {
  const path = join(root, file)
  return existsSync(path) ? statSync(path).mtimeMs : 0
}

const run = (script: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${script} ended with ${code}\n${output}`))))
  })

if (import.meta.main) await prepare()
