import type { Resource, Synthesised } from '../synthesise.ts'
import { type References, type Resources, reach, resourcesOf } from './references.ts'

export type Place = 'edge' | 'public' | 'private' | 'storage' | 'base'
export type Node = { readonly id: string; readonly label: string; readonly place: Place }
export type Edge = {
  readonly from: string
  readonly to: string
  readonly label: string
  readonly kind: 'traffic' | 'use'
}
export type Graph = { readonly nodes: readonly Node[]; readonly edges: readonly Edge[] }

/** What is drawn of a template, by type: where it stands, and what stands on it. Everything else is only walked through. */
const drawn: Readonly<Record<string, (resource: Resource) => Omit<Node, 'id'>>> = {
  'AWS::WAFv2::WebACL': ({ Properties }) => ({ place: 'edge', label: `Firewall\n${Properties.Rules.length} rules` }),
  'AWS::CloudFront::Distribution': () => ({ place: 'edge', label: 'CloudFront\nstatic files' }),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': () => ({ place: 'public', label: 'Load balancer\nTLS' }),
  'AWS::ECS::Service': ({ Properties }) => ({ place: 'private', label: `Service\n${Properties.ServiceName}` }),
  'AWS::AutoScaling::AutoScalingGroup': ({ Properties: { AutoScalingGroupName, MinSize, MaxSize } }) => ({
    place: 'private',
    label: `${AutoScalingGroupName}\n${MinSize === MaxSize ? MinSize : `${MinSize} to ${MaxSize}`} EC2`,
  }),
  'AWS::EC2::Volume': ({ Properties: { Size } }) => ({ place: 'private', label: `Volume\n${Size} GiB, kept` }),
  'AWS::ElastiCache::ReplicationGroup': ({ Properties: { NumCacheClusters } }) => ({
    place: 'private',
    label: `Cache, Valkey\n${NumCacheClusters} nodes`,
  }),
  'AWS::S3::Bucket': ({ Properties: { BucketName } }) => ({
    place: 'storage',
    label: `Bucket\n${bucketWord(BucketName)}`,
  }),
  'AWS::DLM::LifecyclePolicy': () => ({ place: 'storage', label: 'Snapshots' }),
  'AWS::Lambda::Function': () => ({ place: 'base', label: "Rotation of\nthe cache's token" }),
  'AWS::KMS::Key': ({ Properties: { Description } }) => ({ place: 'base', label: `Key\n${Description}` }),
  'AWS::SNS::Topic': ({ Properties: { TopicName } }) => ({ place: 'base', label: `Topic\n${TopicName}` }),
  'AWS::ECR::Repository': () => ({ place: 'base', label: 'Registry\nimages by digest' }),
}

const bucketWord = (name: unknown): string => /rolecall-(\w+)-/.exec(JSON.stringify(name) ?? '')?.[1] ?? 'logs'

/** The drawing of an installation: its parts, who reaches whom by the security groups, and who uses what by reference. */
export const graphOf = ({ templates }: Synthesised): Graph => {
  const { resources, references } = resourcesOf(templates)
  const nodes: Node[] = [...resources].flatMap(([id, resource]) => {
    const draw = drawn[resource.Type]
    return draw === undefined ? [] : [{ id, ...draw(resource) }]
  })
  const known: Known = { resources, references: withPolicies(resources, references), nodes }
  const people: Node = { id: 'people', label: 'People, employers\nand WhatsApp', place: 'edge' }
  return {
    nodes: [people, ...nodes],
    edges: distinct([...fromOutside(known), ...byGroups(known), ...byAssociation(known), ...byUse(known)]),
  }
}

type Known = { readonly resources: Resources; readonly references: References; readonly nodes: readonly Node[] }

const ofType = ({ resources }: Known, type: string): string[] =>
  [...resources].flatMap(([id, resource]) => (resource.Type === type ? [id] : []))

/** A policy names its role; a role is drawn as if it named what its policies do. */
const withPolicies = (resources: Resources, references: References): References => {
  const policies = [...resources].filter(
    ([, { Type }]) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy',
  )
  return (id) => {
    if (resources.get(id)?.Type !== 'AWS::IAM::Role') return references(id)
    return [
      ...references(id),
      ...policies.flatMap(([policy]) => (references(policy).includes(id) ? references(policy) : [])),
    ]
  }
}

const fromOutside = (known: Known): Edge[] => [
  ...ofType(known, 'AWS::ElasticLoadBalancingV2::LoadBalancer').map((to) => traffic('people', to, '443')),
  ...ofType(known, 'AWS::CloudFront::Distribution').map((to) => traffic('people', to, '443')),
]

const traffic = (from: string, to: string, label: string): Edge => ({ from, to, label, kind: 'traffic' })

/** A rule between two security groups is an edge between what is in them. */
const byGroups = (known: Known): Edge[] => {
  const members = (group: string): string[] =>
    known.nodes.flatMap(({ id }) => {
      const groups = reach(id, (via) => typeOf(known, via) === 'AWS::EC2::LaunchTemplate', known.references)
      return groups.has(group) ? [id] : []
    })
  return ofType(known, 'AWS::EC2::SecurityGroupIngress').flatMap((rule) => {
    const { FromPort, ToPort } = known.resources.get(rule)?.Properties ?? {}
    const [to, from] = groupsOf(known, rule)
    if (to === undefined || from === undefined || to === from) return []
    const label = FromPort === ToPort ? String(FromPort) : 'HTTP'
    return members(from).flatMap((source) => members(to).map((target) => traffic(source, target, label)))
  })
}

const typeOf = ({ resources }: Known, id: string): string | undefined => resources.get(id)?.Type

const groupsOf = ({ resources, references }: Known, rule: string): [string | undefined, string | undefined] => {
  const found = references(rule).filter((id) => resources.get(id)?.Type === 'AWS::EC2::SecurityGroup')
  const properties = resources.get(rule)?.Properties ?? {}
  const [target = ''] = Object.values<unknown[]>(properties.GroupId ?? {})[0] ?? []
  const to = found.find((id) => id.endsWith(`/${target}`))
  return [to, found.find((id) => id !== to)]
}

/** Resources that are nothing but a tie: between firewall and balancer, and between volumes and their snapshots. */
const byAssociation = (known: Known): Edge[] => {
  const acl = ofType(known, 'AWS::WAFv2::WebACLAssociation').flatMap((tie) => {
    const ends = known.references(tie)
    const from = ends.find((id) => typeOf(known, id) === 'AWS::WAFv2::WebACL')
    const to = ends.find((id) => typeOf(known, id) === 'AWS::ElasticLoadBalancingV2::LoadBalancer')
    return from === undefined || to === undefined ? [] : [use(from, to, 'guards')]
  })
  const snapshots = ofType(known, 'AWS::DLM::LifecyclePolicy').flatMap((policy) =>
    ofType(known, 'AWS::EC2::Volume').map((volume) => use(volume, policy, '')),
  )
  return [...acl, ...snapshots]
}

const use = (from: string, to: string, label: string): Edge => ({ from, to, label, kind: 'use' })

const throughTypes: ReadonlySet<string> = new Set([
  'AWS::ECS::TaskDefinition',
  'AWS::ECS::CapacityProvider',
  'AWS::IAM::Role',
  'AWS::SSM::Parameter',
  'AWS::EC2::LaunchTemplate',
  'AWS::SecretsManager::Secret',
])
const usedTypes: Readonly<Record<string, readonly string[]>> = {
  'AWS::ECS::Service': [
    'AWS::S3::Bucket',
    'AWS::KMS::Key',
    'AWS::ECR::Repository',
    'AWS::AutoScaling::AutoScalingGroup',
  ],
  'AWS::CloudFront::Distribution': ['AWS::S3::Bucket'],
  'AWS::AutoScaling::AutoScalingGroup': ['AWS::EC2::Volume'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['AWS::S3::Bucket'],
  'AWS::Lambda::Function': ['AWS::KMS::Key', 'AWS::ElastiCache::ReplicationGroup'],
  'AWS::S3::Bucket': ['AWS::KMS::Key'],
  'AWS::SNS::Topic': ['AWS::KMS::Key'],
  'AWS::EC2::Volume': ['AWS::KMS::Key'],
  'AWS::ElastiCache::ReplicationGroup': ['AWS::KMS::Key'],
}

const byUse = (known: Known): Edge[] =>
  known.nodes.flatMap(({ id }) => {
    const wanted = usedTypes[typeOf(known, id) ?? ''] ?? []
    const through = (via: string) => throughTypes.has(typeOf(known, via) ?? '')
    return [...reach(id, through, known.references)].flatMap((to) =>
      wanted.includes(typeOf(known, to) ?? '')
        ? [use(id, to, typeOf(known, to) === 'AWS::AutoScaling::AutoScalingGroup' ? 'runs on' : '')]
        : [],
    )
  })

const distinct = (edges: readonly Edge[]): Edge[] => [
  ...new Map(edges.map((edge) => [`${edge.from} ${edge.to} ${edge.kind}`, edge])).values(),
]
