import { Duration, type Stack } from 'aws-cdk-lib'
import { Dashboard, GraphWidget, type IMetric, type IWidget, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Deployment } from '../deployment.ts'
import type { Balancer } from '../service/balancer.ts'
import type { Services } from '../service/services.ts'
import type { DataStack } from '../stacks/data.ts'
import { minutes } from './alarm.ts'

type Parts = {
  readonly deployment: Deployment
  readonly balancer: Balancer
  readonly services: Services
  readonly age: Metric
  readonly data: DataStack
}

/** One page: what people feel on top, what runs below it, what it stands on last. */
export const createDashboard = (stack: Stack, parts: Parts): void => {
  const { deployment } = parts
  new Dashboard(stack, 'Dashboard', {
    dashboardName: deployment.name,
    defaultInterval: Duration.hours(12),
    widgets: [felt(parts), running(parts), beneath(parts)],
  })
}

const graph = (title: string, left: IMetric[]): IWidget => new GraphWidget({ title, left, width: 8, height: 6 })

const felt = ({ balancer: { balancer, targets }, age }: Parts): IWidget[] => [
  graph('Requests and errors', [
    balancer.metrics.requestCount({ period: minutes(1), label: 'requests' }),
    targets.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period: minutes(1), label: 'errors' }),
  ]),
  graph(
    'Answers, seconds',
    [50, 95, 99].map((part) =>
      targets.metrics.targetResponseTime({ statistic: Stats.percentile(part), period: minutes(1), label: `p${part}` }),
    ),
  ),
  graph('Oldest waiting task, seconds', [age]),
]

const running = ({ deployment: { name }, services, balancer: { targets } }: Parts): IWidget[] => [
  graph('CPU of tasks, %', [
    services.web.metricCpuUtilization({ label: 'web' }),
    services.worker.metricCpuUtilization({ label: 'worker' }),
  ]),
  graph('Memory of tasks, %', [
    services.web.metricMemoryUtilization({ label: 'web' }),
    services.worker.metricMemoryUtilization({ label: 'worker' }),
  ]),
  graph('Page servers and hosts', [
    targets.metrics.healthyHostCount({ label: 'ready' }),
    targets.metrics.unhealthyHostCount({ label: 'not ready' }),
    new Metric({
      namespace: 'AWS/AutoScaling',
      metricName: 'GroupInServiceInstances',
      dimensionsMap: { AutoScalingGroupName: `${name}-hosts` },
      statistic: Stats.AVERAGE,
      label: 'hosts',
    }),
  ]),
]

const beneath = ({ deployment, data }: Parts): IWidget[] => {
  const { capacity, name } = deployment
  const nodes = Array.from({ length: capacity.cache.nodes }, (_, index) => `${name}-00${index + 1}`)
  const cache = (metricName: string): Metric[] =>
    nodes.map(
      (CacheClusterId) =>
        new Metric({
          namespace: 'AWS/ElastiCache',
          metricName,
          dimensionsMap: { CacheClusterId },
          statistic: Stats.AVERAGE,
          label: CacheClusterId,
        }),
    )
  const members = (metricName: string, more: Record<string, string> = {}): Metric[] =>
    (data.mongo?.hosts ?? []).map(
      (member) =>
        new Metric({
          namespace: 'Rolecall',
          metricName,
          dimensionsMap: { member, ...more },
          statistic: Stats.MAXIMUM,
          label: member,
        }),
    )
  return [
    graph('Memory of the cache, %', cache('DatabaseMemoryUsagePercentage')),
    graph('Hits of the cache, %', cache('CacheHitRate')),
    ...(data.mongo === undefined
      ? []
      : [graph('Disk of the database, %', members('disk_used_percent', { path: '/var/lib/mongo', fstype: 'xfs' }))]),
  ]
}
