import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import type { StatefulResult } from '@rolecall/store/contract/stateful/property'
import { startChild } from '../cluster/child.ts'
import { makeFolder } from '../cluster/disposable-folder.ts'
import { preload } from '../cluster/server-member.ts'
import type { Edit } from '../stage/edit.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault, Sabotage } from './fault.ts'

const runs = { full: 1000, short: 30 }
const steps = { full: 50, short: 30 }
/** Each has a process and a database of its own. */
const parts = { full: 4, short: 1 }

const main = join(import.meta.dirname, '../steps/main.ts')

const broken = (guard: string, stage: Sabotage['stage'], edit: Edit): Sabotage => ({ guard, stage, edits: [edit] })

export const t15: Fault = {
  id: 'T15',
  title:
    'Two processes commit (now and then at once), read, page, count, claim and release at random, as time moves on, beside a model that is nothing but Maps',
  promise: 'Each outcome, document, page, claim and change of the feed is that of the model',
  stages: ['sqlite', 'cluster'],
  sabotage: broken('the revision check', 'sqlite', {
    file: 'packages/store/src/sqlite/table.ts',
    find: 'revision = revision + 1 where id = ? and revision = ?',
    replace: 'revision = revision + 1 where id = ? and ? > 0',
  }),
  alsoSabotage: [
    broken('the fencing', 'sqlite', {
      file: 'packages/store/src/sqlite/commit.ts',
      find: 'if (lease && !tables.lanes.holds(lease))',
      replace: 'if (false)',
    }),
    broken('the unique indexes', 'sqlite', {
      file: 'packages/store/src/sqlite/migrations.ts',
      find: "unique ? 'UNIQUE ' : ''",
      replace: "''",
    }),
    broken('the revision check', 'cluster', {
      file: 'packages/store/src/mongodb/write.ts',
      find: '=> ({ _id: id, revision })',
      replace: '=> ({ _id: id })',
    }),
    broken('the fencing', 'cluster', {
      file: 'packages/store/src/mongodb/lanes.ts',
      find: '=> ({ _id: lane, fence })',
      replace: '=> ({ _id: lane })',
    }),
    broken('the unique indexes', 'cluster', {
      file: 'packages/store/src/mongodb/migrations.ts',
      find: '    ...(unique ? { unique } : {}),\n',
      replace: '',
    }),
  ],
  editsOwnProcesses: true,
  run: async (stage, size, edits) => {
    const results: (StatefulResult & { readonly seed: number })[] = []
    for (let part = 0; part < parts[size]; part += 1) {
      const seed = randomInt(2 ** 31)
      const asked = [runs[size] / parts[size], steps[size], seed].map(String)
      results.push({ seed, ...(await takeSteps(stage, asked, edits)) })
    }
    const failures = results.flatMap(({ failure }) => failure ?? [])
    for (const failure of failures) console.log(failure)
    const taken = results.reduce((sum, { steps }) => sum + steps, 0)
    return {
      times: runs[size],
      seen: `${taken} steps, seed ${results.map(({ seed }) => seed).join(', ')}: ${failures.length} went otherwise`,
      broken: failures.map((failure) => `the store did otherwise than the model: ${shortest(failure)}`),
    }
  },
}

const takeSteps = async (stage: Stage, asked: readonly string[], edits: readonly Edit[]): Promise<StatefulResult> => {
  using folder = makeFolder('steps')
  const url = stage.cluster?.mongo.url(`steps-${randomInt(2 ** 31)}`) ?? `sqlite:${join(folder.path, 'steps.db')}`
  const child = startChild({
    path: process.execPath,
    args: [...(edits.length > 0 ? preload('edit-source.ts') : []), main, url, ...asked],
    env: { ...process.env, FAULTS_EDITS: JSON.stringify(edits) },
  })
  await once(child.process, 'close')
  const line = child.output().trim().split('\n').at(-1) ?? ''
  if (child.process.exitCode !== 0 || !line.startsWith('{'))
    throw new Error(`the steps did not end:\n${child.output()}`)
  return JSON.parse(line)
}

/** How many steps show it, and what the last one came to. */
const shortest = (failure: string): string => {
  const lines = failure.split('\n')
  return `${lines.filter((line) => /^\d+\. /.test(line)).length} steps show it, ${lines.slice(-3).join(' ').trim()}`
}
