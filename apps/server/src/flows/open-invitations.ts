import type { DocumentOf } from '@rolecall/core/model/collections'
import { everyOne } from '../every-page.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { decideAgain } from './parts/decide-again.ts'
import { deletion } from './parts/delete-rows.ts'
import type { EmployerActor, EmployerDeps } from './parts/employer-deps.ts'
import type { ContentOf } from './parts/links.ts'
import { notedOf } from './parts/noted-of.ts'

type Deps = Pick<EmployerDeps, 'store' | 'clock'>
type Open = Pick<DocumentOf<'links'>, 'id' | 'createdAt' | 'endsAt'> & Pick<ContentOf<'invitation'>, 'email' | 'role'>

/** The invitations into an organisation that nobody followed yet, newest first. */
export const openInvitations = async ({ store, clock }: Deps, organisationId: string): Promise<readonly Open[]> => {
  const query = { index: 'subject', where: [organisationId], order: 'descending' } as const
  return (await everyOne({ store }, 'links', query)).flatMap(({ doc: { id, createdAt, endsAt, content } }) =>
    content.purpose === 'invitation' && endsAt > clock.now()
      ? [{ id, createdAt, endsAt, email: content.email, role: content.role }]
      : [],
  )
}

/** An owner takes an invitation back: its link opens nothing from now on. */
export const withdrawInvitation = (
  { store, clock }: Deps,
  actor: EmployerActor,
  invitationId: string,
): Promise<undefined | Refusal> =>
  decideAgain<undefined>(store, async (maybeDone) => {
    const link = await store.get('links', invitationId)
    const isTheirs = link?.doc.subject === actor.organisation.id && link.doc.content.purpose === 'invitation'
    if (link === undefined || !isTheirs) return maybeDone ? { changes: [], result: undefined } : refuse('not-found')
    const what = { action: 'member.withdraw', subjectId: actor.organisation.id } as const
    return { changes: [deletion('links', link), notedOf(actor, clock.now(), what)], result: undefined }
  })
