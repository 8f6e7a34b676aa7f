import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findProgram } from '../packages/test-servers/src/program.ts'
import { prepare } from './prepare.ts'

const root = join(import.meta.dirname, '..')

/** Servers, tools and the browser that some tests need: from the environment, else from the PATH. */
const needed = [
  {
    variable: 'CHROMIUM',
    names: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'],
    tests: 'the browser tests',
  },
  { variable: 'MONGOD', names: ['mongod'], tests: 'the MongoDB tests' },
  { variable: 'REDIS_SERVER', names: ['redis-server'], tests: 'the Redis tests' },
  { variable: 'MOTO_SERVER', names: ['moto_server'], tests: 'the S3 tests' },
  { variable: 'BWRAP', names: ['bwrap'], tests: 'the tests of the Docker image' },
  { variable: 'HADOLINT', names: ['hadolint'], tests: "the Dockerfile's lint" },
  { variable: 'DOCKER_COMPOSE', names: ['docker-compose'], tests: 'the tests of compose.yaml' },
  { variable: 'HAPROXY', names: ['haproxy'], tests: "the balancer's tests" },
]

// Each test file is a process of its own: with compiled code kept between them they take a third less CPU.
const env: NodeJS.ProcessEnv = { NODE_COMPILE_CACHE: join(root, '.cache/compiled'), ...process.env }
const leftOut: string[] = []
for (const { variable, names, tests } of needed) {
  const path = findProgram(variable, ...names)
  if (path !== undefined) env[variable] = path
  else {
    leftOut.push(
      `Left out: ${tests}, since ${env[variable] ?? names[0]} was not found (set ${variable} or install it).`,
    )
    delete env[variable]
  }
}

await prepare()
const only = process.argv.slice(2)
const files = only.length > 0 ? only : ['{packages,apps,scripts,bench,faults,e2e}/**/*.test.{ts,tsx}']
const args = ['--import', './apps/web/src/testing/tsx-hook.ts', '--test', '--test-concurrency=2', ...files]
const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
child.on('exit', (code) => {
  for (const line of leftOut) console.log(line)
  if (process.env.ROLECALL_LEAVE_NOTHING_OUT === '1' && leftOut.length > 0) process.exit(1)
  process.exit(code ?? 1)
})
