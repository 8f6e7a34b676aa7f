import { newLink } from '../../flows/parts/links.ts'
import { makeClient } from './api-client.ts'
import { type EmployerClient, publishJob, signIn } from './employer-client.ts'
import type { HttpWorld } from './http-world.ts'
import { addApplication, addEmployer, addPerson } from './people.ts'

export type Side = {
  readonly employer: EmployerClient
  /** Values for the parameters of every path. */
  readonly ids: Readonly<
    Record<'organisationId' | 'jobId' | 'applicationId' | 'userId' | 'clientId' | 'invitationId', string>
  > & {
    readonly caseId?: string
  }
  /** Someone who fits. */
  readonly personId: string
  /** Someone who fits too, and has applied. */
  readonly appliedId: string
}

/** An organisation with a published job, someone who applied for it and someone who fits. */
export const addSide = async (world: HttpWorld, number: number, canary: string): Promise<Side> => {
  const { organisationId, userId, email } = await addEmployer(world, number)
  const employer = await signIn(world, { email })
  const jobId = await publishJob(world, { employer, organisationId }, { title: `Cook ${canary}`, openings: 5 })
  const applied = await addPerson(world, number * 10, { name: `${canary} Wanjiru` })
  const applicationId = await addApplication(world, number, { jobId, personId: applied, organisationId })
  const personId = await addPerson(world, number * 10 + 1)
  const { id: clientId } = await makeClient(employer, organisationId, { name: `Bridge ${canary}` })
  const invitationId = await addInvitation(world, { organisationId, userId, email: `${canary}@example.org` })
  return {
    employer,
    ids: { invitationId, organisationId, jobId, applicationId, userId, clientId },
    personId,
    appliedId: applied,
  }
}

/** An invitation whose mail nobody has. */
const addInvitation = async (
  world: HttpWorld,
  { organisationId, userId, email }: { organisationId: string; userId: string; email: string },
): Promise<string> => {
  const content = { purpose: 'invitation', email, role: 'reviewer', invitedBy: userId } as const
  const { change } = newLink(world.deps, { subject: organisationId, content })
  await world.put(change)
  return change.op === 'put' && 'id' in change.doc ? change.doc.id : ''
}
