import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('./run-command.sh', import.meta.url))

/** Stands in for the command line of AWS: answers as it would, and keeps what it was asked. */
const aws = (answers: Readonly<Record<string, unknown>>): { folder: string; asked: () => string } => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-aws-'))
  for (const [name, answer] of Object.entries(answers))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(answer))
  writeFileSync(join(folder, 'aws'), `#!/bin/bash\nprintf '%s\\n' "$@" >> '${folder}/asked'\ncat "${folder}/$2.json"\n`)
  chmodSync(join(folder, 'aws'), 0o755)
  return { folder, asked: () => readFileSync(join(folder, 'asked'), 'utf8') }
}
const task = 'arn:aws:ecs:eu-west-1:111122223333:task/rolecall/abc123'
const stopped = (exitCode?: number) => ({
  tasks: [
    {
      stoppedReason: 'CannotPullContainerError',
      containers: [
        { name: 'authority', exitCode: 0 },
        { name: 'product', exitCode },
      ],
    },
  ],
})
const answers = {
  'run-task': { tasks: [{ taskArn: task }], failures: [] },
  wait: {},
  'get-log-events': { events: [{ message: 'Ada is administrator' }, { message: 'https://jobs.example.org/x' }] },
  'describe-tasks': stopped(0),
}

type Ended = { readonly code: number; readonly out: string; readonly errors: string }
const run = (folder: string): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` }
    execFile(
      'bash',
      [script, 'rolecall', 'eu-west-1', 'staff', 'add', 'a@example.org', 'Ada "A" L', 'administrator'],
      { env },
      (error, out, errors) => resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, errors }),
    )
  })

test('a command runs as a task, with its arguments as they were typed, and what it printed is shown', async () => {
  const { folder, asked } = aws(answers)
  const { code, out } = await run(folder)
  assert.deepEqual([code, out], [0, 'Ada is administrator\nhttps://jobs.example.org/x\n'])
  const overrides = /\{\n {2}"containerOverrides"[\s\S]*?\n\}/.exec(asked())?.[0] ?? ''
  assert.deepEqual(JSON.parse(overrides).containerOverrides, [
    {
      name: 'product',
      command: ['node', 'apps/server/src/commands/staff.ts', 'add', 'a@example.org', 'Ada "A" L', 'administrator'],
    },
  ])
  assert.match(asked(), /task\/product\/abc123/)
})

test('it ends as the command ended', async () => {
  assert.equal((await run(aws({ ...answers, 'describe-tasks': stopped(2) }).folder)).code, 2)
})

test('a task that never started is told with its reason', async () => {
  const { code, errors } = await run(aws({ ...answers, 'describe-tasks': stopped() }).folder)
  assert.equal(code, 1)
  assert.match(errors, /It did not start: CannotPullContainerError/)
  const refused = await run(
    aws({ ...answers, 'run-task': { tasks: [], failures: [{ reason: 'RESOURCE:MEMORY' }] } }).folder,
  )
  assert.deepEqual([refused.code, refused.errors], [1, 'RESOURCE:MEMORY\n'])
})

test('the page calls the scripts by their names: git gives them the right to run', () => {
  for (const name of ['make-certificates.sh', 'run-command.sh'])
    assert.ok(statSync(new URL(`./${name}`, import.meta.url)).mode & 0o100, name)
})
