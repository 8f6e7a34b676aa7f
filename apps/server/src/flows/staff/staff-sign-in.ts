import { useCode } from '../../access/second-factor.ts'
import { isRefusal, type Refusal, refuse } from '../../refusal.ts'
import type { FlowDeps } from '../deps.ts'
import { decideAgain } from '../parts/decide-again.ts'
import type { SignIn } from '../sign-in.ts'
import type { StaffActor, StaffDeps } from './staff-deps.ts'

export type StaffSignIn = (attempt: Parameters<SignIn>[0] & { readonly code: string }) => Promise<StaffActor | Refusal>

const mostCodes = 5

/**
 * E-mail, password and a code of the second factor, all three at once: which of them was wrong is not told. Five wrong codes
 * behind a right password are turned away for a quarter of an hour, wherever they come from.
 */
export const createStaffSignIn = (deps: StaffDeps & Pick<FlowDeps, 'limits'>, signIn: SignIn): StaffSignIn => {
  const codes = deps.limits.of('code', mostCodes, 15)
  return async ({ code, ...attempt }) => {
    const user = await signIn(attempt)
    if (isRefusal(user)) return user
    const limited = await codes.take(user.id)
    if (limited !== undefined) return limited
    const now = deps.clock.now()
    const actor = await decideAgain<StaffActor>(deps.store, async () => {
      const staff = await deps.store.get('staff', user.id)
      const factor = staff?.doc.state === 'active' ? useCode(staff.doc, code, now) : undefined
      if (staff === undefined || factor === undefined) return refuse('wrong-credentials')
      return {
        changes: [{ op: 'put', collection: 'staff', doc: { ...staff.doc, ...factor }, expected: staff.revision }],
        result: { userId: user.id, role: staff.doc.role },
      }
    })
    if (!isRefusal(actor)) await codes.forget(user.id)
    return actor
  }
}
