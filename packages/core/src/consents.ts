import type { DocumentOf } from './model/collections.ts'

type Consent = DocumentOf<'consents'>

/** What counts now: the newest of each scope, of sharing the number the newest for each employer. In the order of the scopes. */
export const standingConsents = (consents: readonly Consent[]): readonly Consent[] => {
  const newest = new Map<string, Consent>()
  for (const consent of consents) {
    const key = `${consent.scope}:${consent.organisationId ?? ''}`
    const before = newest.get(key)
    if (before === undefined || consent.at >= before.at) newest.set(key, consent)
  }
  return [...newest.values()].toSorted((a, b) => scopes.indexOf(a.scope) - scopes.indexOf(b.scope))
}

const scopes: readonly Consent['scope'][] = ['service', 'alerts', 'share-contact']

/** Whether the employer may see the person's number. */
export const sharesContact = (consents: readonly Consent[], organisationId: string): boolean =>
  standingConsents(consents).some(
    ({ scope, organisationId: other, given }) => scope === 'share-contact' && other === organisationId && given,
  )
