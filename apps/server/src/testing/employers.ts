import { randomBytes } from 'node:crypto'
import type { DocumentOf } from '@rolecall/core/model/collections'
import type { EmployerActor, EmployerDeps } from '../flows/parts/employer-deps.ts'
import { sendMessage } from '../flows/send-message.ts'
import { amina, publish, register } from './stories.ts'
import type { World } from './world.ts'

const organisation: DocumentOf<'organisations'> = {
  id: 'org_1',
  name: 'Sunrise Café',
  country: 'KE',
  state: 'vetted',
  createdAt: 0,
}
const actor: EmployerActor = { userId: 'usr_1', organisation, role: 'recruiter' }

/** The employer whose jobs `publish` makes, and Amina's application for one of them. */
export type Cafe = {
  readonly actor: EmployerActor
  readonly deps: EmployerDeps
  readonly jobId: string
  readonly applicationId: string
  readonly personId: string
  /** Writes to Amina and lets the message leave where it may; what the flow answered. */
  write(text: string): ReturnType<typeof sendMessage>
  thread(): Promise<readonly DocumentOf<'messages'>[]>
}

export const openCafe = async (world: World): Promise<Cafe> => {
  const { store, clock, makeId, look, matcher, config } = world.deps
  await store.commit([{ op: 'put', collection: 'organisations', doc: organisation, expected: 'absent' }])
  const jobId = (await publish(world)).id
  await register(world)
  await world.say(amina, 'jobs')
  await world.tap(amina, `job.${jobId}`)
  await world.tap(amina, `apply.${jobId}`)
  const [application] = (await store.find('applications', { index: 'job', where: [jobId], limit: 1 })).items
  if (application === undefined) throw new Error('nobody applied')
  const { id: applicationId, personId } = application.doc
  const deps: EmployerDeps = { store, clock, makeId, randomBytes, look, matcher, config: config.whatsapp }
  return {
    actor,
    deps,
    jobId,
    applicationId,
    personId,
    async write(text) {
      world.now += 1000
      const sent = await sendMessage(deps, actor, { applicationId, text })
      await world.work()
      return sent
    },
    thread: async () => {
      const { items } = await store.find('messages', { index: 'thread', where: [applicationId], limit: 100 })
      return items.map(({ doc }) => doc)
    },
  }
}
