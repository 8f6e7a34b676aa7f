import { resources, type Synthesised } from '../synthesise.ts'
import priceList from './prices.json' with { type: 'json' }

type PriceName = keyof typeof priceList.prices
export type Line = { readonly what: string; readonly sum: string; readonly dollars: number }

const { hours, prices } = priceList
const isPriced = (name: string): name is PriceName => Object.hasOwn(prices, name)
export const price = (name: string): number => {
  if (!isPriced(name)) throw new Error(`prices.json has no price of ${name}`)
  return prices[name].each
}

/** What a month costs at the least tasks and hosts: what runs is counted in the templates, what flows is supposed by the size. */
export const costLines = (made: Synthesised): readonly Line[] => {
  const { capacity, mongo } = made.deployment
  return [
    ...machines(made),
    ...(mongo.kind === 'nodes' ? database(made) : []),
    byHour('Cache', capacity.cache.nodeType, capacity.cache.nodes),
    ...network(made),
    ...storage(made),
    ...watching(made),
  ].filter(({ dollars }) => dollars > 0)
}

export const total = (lines: readonly Line[]): number => lines.reduce((sum, { dollars }) => sum + dollars, 0)

const count = (made: Synthesised, type: string): number => resources(made, type).length
const figure = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 4 })
const byMonth = (what: string, name: string, quantity: number): Line => ({
  what,
  sum: `${figure(quantity)} × ${figure(price(name))}`,
  dollars: quantity * price(name),
})
const byHour = (what: string, name: string, quantity: number): Line => ({
  what: name.includes('.') ? `${what} (${name})` : what,
  sum: `${figure(quantity)} × ${hours} h × ${figure(price(name))}`,
  dollars: quantity * hours * price(name),
})

const hostDiskGB = 50
const memberDiskGB = 20

const machines = ({ deployment: { capacity } }: Synthesised): Line[] => [
  byHour('Hosts', capacity.hosts.instanceType, capacity.hosts.min),
  byMonth("Hosts' disks, GB", 'gp3', capacity.hosts.min * hostDiskGB),
  byMonth("Hosts' detailed monitoring", 'detailed monitoring', capacity.hosts.min),
]

/** Snapshots hold three fifths of each volume, and three hundredths more for each day that they are kept. */
const database = (made: Synthesised): Line[] => {
  const { mongo, backups } = made.deployment.capacity
  const members = count(made, 'AWS::EC2::Volume')
  return [
    byHour('Database members', mongo.instanceType, members),
    byMonth("Members' monitoring", 'detailed monitoring', members),
    byMonth("Members' volumes, GB", 'gp3', members * (mongo.volumeGiB + memberDiskGB)),
    byMonth('Volume IOPS above 3,000', 'gp3 IOPS', members * (mongo.iops - 3000)),
    byMonth('Volume throughput above 125 MiB/s', 'gp3 throughput', members * (mongo.throughputMiBps - 125)),
    byMonth('Snapshots, GB', 'snapshots', Math.round(members * mongo.volumeGiB * 0.6 * (1 + 0.03 * backups.keepDays))),
    byMonth('Private DNS zone', 'private zone', count(made, 'AWS::Route53::HostedZone')),
  ]
}

/** A balancer's unit is a GB an hour, or 25 new connections a second; a fifth of the requests open one. */
const network = (made: Synthesised): Line[] => {
  const { traffic, interfaceEndpoints } = made.deployment.capacity
  const gateways = count(made, 'AWS::EC2::NatGateway')
  const units = Math.max(1, traffic.outGB / hours, traffic.requests / 5 / (hours * 3600) / 25)
  const endpoints = interfaceEndpoints.length
  return [
    byHour('Load balancer', 'balancer', count(made, 'AWS::ElasticLoadBalancingV2::LoadBalancer')),
    byHour("Balancer's units", 'balancer unit', Math.round(units * 10) / 10),
    byHour('Public addresses', 'public address', 3 + gateways),
    byHour('NAT gateways', 'NAT', gateways),
    byMonth('Through NAT, GB', 'NAT data', traffic.natGB + (endpoints > 0 ? 0 : traffic.logsGB)),
    byHour('Interface endpoints in three zones', 'endpoint', 3 * endpoints),
    byMonth('Through endpoints, GB', 'endpoint data', endpoints > 0 ? traffic.logsGB : 0),
    byMonth('Between zones, GB', 'between zones', traffic.crossZoneGB),
    byMonth('Out of the balancer, GB', 'data out', traffic.outGB),
    byMonth('Out of CloudFront, GB', 'CloudFront data', traffic.assetsGB),
    byMonth('Firewall', 'firewall', count(made, 'AWS::WAFv2::WebACL')),
    byMonth(
      'Firewall rules',
      'firewall rule',
      resources(made, 'AWS::WAFv2::WebACL').flatMap(({ Properties }) => Properties.Rules).length,
    ),
    byMonth('Firewall requests, millions', 'firewall requests', traffic.requests / 1e6),
  ]
}

const imagesGB = 20

const storage = (made: Synthesised): Line[] => [
  byMonth('Uploads, GB', 'S3', made.deployment.capacity.traffic.uploadsGB),
  byMonth('Images, GB', 'images', imagesGB),
  byMonth('Keys', 'key', count(made, 'AWS::KMS::Key')),
  byMonth('Secrets', 'secret', count(made, 'AWS::SecretsManager::Secret')),
]

/** Container Insights: about 14 metrics of a cluster, 12 of a service and 8 of a family of tasks. */
const watching = (made: Synthesised): Line[] => {
  const { traffic, logRetentionDays } = made.deployment.capacity
  const insights = 14 + 12 * count(made, 'AWS::ECS::Service') + 8 * count(made, 'AWS::ECS::TaskDefinition')
  const own = count(made, 'AWS::Logs::MetricFilter') + 3 * count(made, 'AWS::EC2::Volume')
  return [
    byMonth('Logs, GB', 'logs', traffic.logsGB),
    byMonth('Logs kept, GB', 'logs kept', Math.round((traffic.logsGB * logRetentionDays) / 30)),
    byMonth('Metrics', 'metric', insights + own),
    byMonth('Alarms', 'alarm', count(made, 'AWS::CloudWatch::Alarm')),
    byMonth('Dashboard', 'dashboard', count(made, 'AWS::CloudWatch::Dashboard')),
  ]
}
