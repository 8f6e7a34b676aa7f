import type { Resource, Template } from '../synthesise.ts'

/** Every resource of an installation by its own name, over the borders of the stacks. */
export type Resources = ReadonlyMap<string, Resource>
export type References = (id: string) => readonly string[]

type Stacks = Readonly<Record<string, Template>>

/** Logical ids are told apart by their stack; what one stack imports is followed to where the other one exports it. */
export const resourcesOf = (templates: Stacks): { resources: Resources; references: References } => {
  const resources = new Map<string, Resource>()
  const exported = new Map<string, string>()
  for (const [stack, { Resources, Outputs = {} }] of Object.entries(templates)) {
    for (const [id, resource] of Object.entries(Resources)) resources.set(`${stack}/${id}`, resource)
    for (const { Export, Value } of Object.values(Outputs))
      for (const id of named(Value)) if (Export !== undefined) exported.set(Export.Name, `${stack}/${id}`)
  }
  const references: References = (id) => {
    const [stack = ''] = id.split('/')
    return [...named(resources.get(id)?.Properties), ...imported(resources.get(id)?.Properties)]
      .map((name) => exported.get(name) ?? `${stack}/${name}`)
      .filter((found) => resources.has(found))
  }
  return { resources, references }
}

/** What can be reached from a resource, walking only through resources of these types. */
export const reach = (from: string, through: (id: string) => boolean, next: References): ReadonlySet<string> => {
  const seen = new Set<string>()
  const waiting = [...next(from)]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id) || id === from) continue
    seen.add(id)
    if (through(id)) waiting.push(...next(id))
  }
  return seen
}

const named = (value: unknown): string[] =>
  walk(value, (key, inner) => {
    if (key === 'Ref' && typeof inner === 'string') return inner
    return key === 'Fn::GetAtt' && Array.isArray(inner) ? String(inner[0]) : undefined
  })

const imported = (value: unknown): string[] =>
  walk(value, (key, inner) => (key === 'Fn::ImportValue' && typeof inner === 'string' ? inner : undefined))

const walk = (value: unknown, pick: (key: string, inner: unknown) => string | undefined): string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const found = pick(key, inner)
    return found === undefined ? walk(inner, pick) : [found]
  })
}
