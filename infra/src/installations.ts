import type { SizeName } from './sizes.ts'
import { type Resource, resources, type Synthesised, synthesise } from './synthesise.ts'

/** The installations that the tests look at: each size, and one without a replica set of its own, made once for a test file. */
export const sizes: readonly SizeName[] = ['pilot', 'city', 'country']
export type Named = Resource & { readonly id: string }
export const made: Readonly<Record<string, Synthesised>> = {
  ...Object.fromEntries(sizes.map((size) => [`${size}, nodes`, synthesise({ size, mongo: { kind: 'nodes' } })])),
  'city, url': synthesise({ size: 'city', mongo: { kind: 'url' } }),
}
export const everywhere = (type: string): Named[] => Object.values(made).flatMap((one) => resources(one, type))
export const all = (): Named[] => Object.values(made).flatMap((one) => resources(one))
export const ids = (found: readonly Named[]): string[] => [...new Set(found.map(({ id }) => id))]

export const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T]
export type Statement = {
  readonly Effect: string
  readonly Action: string | string[]
  readonly Resource: unknown
  readonly Condition?: unknown
  readonly Principal?: unknown
}
/** What roles are allowed; policies of buckets, keys and topics say who comes, not where they may go. */
export const statements = (): Statement[] => [
  ...everywhere('AWS::IAM::Policy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement),
  ...everywhere('AWS::IAM::ManagedPolicy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement),
  ...everywhere('AWS::IAM::Role').flatMap(({ Properties }) =>
    listOf<{ PolicyDocument: { Statement: Statement[] } }>(Properties.Policies).flatMap(
      ({ PolicyDocument }) => PolicyDocument.Statement,
    ),
  ),
]

/** The installation that most is said of. */
export const pilot: Synthesised = made['pilot, nodes'] ?? synthesise()
