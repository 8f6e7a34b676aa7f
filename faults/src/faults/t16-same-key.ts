import { randomUUID } from 'node:crypto'
import { type Answer, type Employer, posting, signIn } from '../load/employer.ts'
import type { Stage } from '../stage/stage.ts'
import type { Fault } from './fault.ts'

const copies = 100
const rounds = { full: 20, short: 1 }

export const t16: Fault = {
  id: 'T16',
  title:
    'A hundred copies of one request, with one Idempotency-Key, at the same time; then the process is killed, and a late copy comes',
  promise: 'One effect; every answer is the same, a later copy has it too; the key with another body is refused (422)',
  stages: ['sqlite'],
  sabotage: {
    guard: 'the kept request',
    stage: 'sqlite',
    edits: [
      {
        file: 'apps/server/src/flows/parts/decide-again.ts',
        find: '...(before ? [before.keep(decided.result)] : [])',
        replace: '',
      },
    ],
  },
  run: async (stage, size) => {
    const employer = await signIn(stage)
    const rows: Awaited<ReturnType<typeof strike>>[] = []
    for (let round = 0; round < rounds[size]; round += 1) rows.push(await strike(stage, employer))
    const answered = rows.flatMap(({ answers }) => answers).filter(({ status }) => status !== 0)
    return {
      times: rounds[size] * copies,
      seen: `${answered.length} answered, ${rows.map(({ jobs }) => jobs).join(', ')} made, then another body: ${rows.at(-1)?.refused}`,
      broken: rows.flatMap(({ jobs, different, refused }) => [
        ...(jobs === 1 ? [] : [`${jobs} jobs were made`]),
        ...(different === 1 ? [] : [`there were ${different} different answers`]),
        ...(refused === 422 ? [] : [`another body was answered with ${refused}`]),
      ]),
    }
  },
}

const strike = async (stage: Stage, employer: Employer) => {
  const [key, title] = [randomUUID(), `Cook ${randomUUID()}`]
  const path = `/organisations/${employer.organisationId}/jobs`
  const send = (): Promise<Answer> => employer.post(path, { posting: posting(title), publish: false }, key)
  const answers = await Promise.all(Array.from({ length: copies }, send))
  const [victim] = stage.webs
  await victim?.child().end('SIGKILL')
  await victim?.start()
  const late = await send()
  const other = await employer.post(path, { posting: posting(`${title} too`), publish: false }, key)
  return {
    answers,
    different: new Set([...answers, late].filter(({ status }) => status === 201).map(({ body }) => idIn(body))).size,
    jobs: await jobsCalled(stage, employer, title),
    refused: other.status,
  }
}

const idIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : 'none'

const jobsCalled = async ({ store }: Stage, { organisationId }: Employer, title: string): Promise<number> => {
  const { items } = await store.find('jobs', { index: 'organisation', where: [organisationId], limit: 1000 })
  return items.filter(({ doc }) => doc.posting.title === title).length
}
