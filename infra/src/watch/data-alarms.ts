import { Fn, type Stack } from 'aws-cdk-lib'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import type { Deployment } from '../deployment.ts'
import type { ReplicaSet } from '../mongo/replica-set.ts'
import type { Cache } from '../storage/cache.ts'
import { type Alarms, alarmsTo, minutes } from './alarm.ts'

type Parts = {
  readonly deployment: Deployment
  readonly alarmTopic: Topic
  readonly cache: Cache
  readonly mongo: ReplicaSet | undefined
  readonly assets: Distribution
}

export const alarmOnData = (stack: Stack, { deployment, alarmTopic, cache, mongo }: Parts): void => {
  const alarm = alarmsTo(stack, deployment.name, alarmTopic)
  alarmOnCache(alarm, deployment, cache)
  if (mongo !== undefined) alarmOnMongo(alarm, mongo)
}

/** A node of the group is `<group>-001` and so on. */
const alarmOnCache = (alarm: Alarms, { name, capacity }: Deployment, { replicationGroupId }: Cache): void => {
  for (let node = 1; node <= capacity.cache.nodes; node += 1) {
    const metric = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'AWS/ElastiCache',
        metricName,
        statistic,
        period: minutes(5),
        dimensionsMap: { CacheClusterId: Fn.join('-', [replicationGroupId, `00${node}`]) },
      })
    alarm({
      id: `cache-memory-${node}`,
      says: `The cache of ${name} is nearly full: take the next node type if evictions rise too.`,
      metric: metric('DatabaseMemoryUsagePercentage', Stats.MAXIMUM),
      when: 'above',
      than: 90,
    })
    alarm({
      id: `cache-evictions-${node}`,
      says: 'The cache throws out what is still good: pages get slower, nothing is lost. Take the next node type.',
      metric: metric('Evictions', Stats.SUM),
      when: 'above',
      than: 10_000,
    })
    alarm({
      id: `cache-cpu-${node}`,
      says: 'The cache computes too much: take the next node type.',
      metric: metric('EngineCPUUtilization', Stats.AVERAGE),
      when: 'above',
      than: 80,
    })
  }
}

const alarmOnMongo = (alarm: Alarms, { hosts, groups }: ReplicaSet): void => {
  hosts.forEach((member, index) => {
    const own = (metricName: string, statistic: string, more: Record<string, string> = {}) =>
      new Metric({
        namespace: 'Rolecall',
        metricName,
        statistic,
        period: minutes(5),
        dimensionsMap: { member, ...more },
      })
    const letter = member.replace(/^mongo-(.).*/, '$1')
    alarm({
      id: `mongo-down-${letter}`,
      says: 'A member of the replica set does not answer. One is replaced by itself; with two away nothing can be written.',
      metric: own('mongo_up', Stats.MAXIMUM),
      when: 'below',
      than: 1,
      periods: 2,
      missingIsBad: true,
    })
    alarm({
      id: `mongo-disk-${letter}`,
      says: 'The data volume is three quarters full: raise volumeGiB and deploy the data stack.',
      metric: own('disk_used_percent', Stats.MAXIMUM, { path: '/var/lib/mongo', fstype: 'xfs' }),
      when: 'above',
      than: 75,
    })
    alarm({
      id: `mongo-certificate-${letter}`,
      says: "The replica set's certificate ends soon: see docs/deploy-aws.md, renewing the certificate.",
      metric: own('mongo_certificate_days', Stats.MINIMUM),
      when: 'below',
      than: 45,
    })
    const group = groups[index]
    if (group === undefined) return
    alarm({
      id: `mongo-cpu-${letter}`,
      says: 'A member computes too much: look for a slow query in its log, or take the next instance type.',
      metric: new Metric({
        namespace: 'AWS/EC2',
        metricName: 'CPUUtilization',
        statistic: Stats.AVERAGE,
        period: minutes(5),
        dimensionsMap: { AutoScalingGroupName: group.autoScalingGroupName },
      }),
      when: 'above',
      than: 80,
    })
  })
}
