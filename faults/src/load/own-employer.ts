import { randomBytes } from 'node:crypto'
import { makeId } from '@rolecall/core/model/ids'
import { hashPassword } from '@rolecall/server/flows/parts/passwords'
import type { Stage } from '../stage/stage.ts'
import { type Employer, posting, signInAs } from './employer.ts'

const password = 'correct horse battery staple'

export type OwnEmployer = Employer & { readonly jobIds: readonly string[] }

/** An employer who was never here before, signed in, with so many open jobs. */
export const makeEmployer = async (stage: Stage, jobs: number): Promise<OwnEmployer> => {
  const [userId, organisationId] = [makeId('users', randomBytes(16)), makeId('organisations', randomBytes(16))]
  const email = `${userId}@example.org`.toLowerCase()
  const createdAt = Date.now()
  const passwordHash = await hashPassword(password)
  const names = { email, emailKey: email, emailConfirmedAt: createdAt, name: 'Wanjiku', language: 'en' }
  await stage.store.commit([
    {
      op: 'put',
      collection: 'organisations',
      doc: { id: organisationId, name: 'Café Thika', country: 'KE', state: 'vetted', createdAt },
      expected: 'absent',
    },
    {
      op: 'put',
      collection: 'users',
      doc: { id: userId, ...names, passwordHash, state: 'active', createdAt },
      expected: 'absent',
    },
    {
      op: 'put',
      collection: 'memberships',
      doc: { id: makeId('memberships', randomBytes(16)), userId, organisationId, role: 'owner', createdAt },
      expected: 'absent',
    },
  ])
  const employer = await signInAs(stage, { email, password })
  const jobIds: string[] = []
  for (let nth = 1; nth <= jobs; nth += 1) {
    const body = { posting: posting(`Cook ${nth}`), publish: true }
    const made = await employer.post(`/organisations/${organisationId}/jobs`, body)
    if (made.status !== 201) throw new Error(`a job was answered with ${made.status}: ${JSON.stringify(made.body)}`)
    jobIds.push(idIn(made.body))
  }
  return { ...employer, jobIds }
}

const idIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : ''
