import { Duration } from 'aws-cdk-lib'
import { AdjustmentType, MetricAggregationType } from 'aws-cdk-lib/aws-applicationautoscaling'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Deployment } from '../deployment.ts'
import type { Balancer } from './balancer.ts'
import type { Services } from './services.ts'

/** Requests a second that a whole core is let have before another task starts: a fifth of what one was measured to take. */
const requestsPerCoreSecond = 200

type Parts = {
  readonly deployment: Deployment
  readonly services: Services
  readonly balancer: Balancer
  readonly age: Metric
}

/** Pages by CPU and requests, work by CPU and by how long the oldest task has waited. Quick up, slow down. */
export const scaleServices = ({ deployment, services, balancer, age }: Parts): void => {
  const { web, worker } = deployment.capacity
  const cooldowns = { scaleOutCooldown: Duration.seconds(60), scaleInCooldown: Duration.minutes(5) }
  const pages = services.web.autoScaleTaskCount({ minCapacity: web.min, maxCapacity: web.max })
  pages.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 55, ...cooldowns })
  pages.scaleOnRequestCount('Requests', {
    targetGroup: balancer.targets,
    requestsPerTarget: Math.round((web.cpu / 1024) * requestsPerCoreSecond * 60),
    ...cooldowns,
  })
  const work = services.worker.autoScaleTaskCount({ minCapacity: worker.min, maxCapacity: worker.max })
  work.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60, ...cooldowns })
  work.scaleOnMetric('QueueAge', {
    metric: age,
    adjustmentType: AdjustmentType.PERCENT_CHANGE_IN_CAPACITY,
    minAdjustmentMagnitude: 1,
    metricAggregationType: MetricAggregationType.MAXIMUM,
    cooldown: Duration.seconds(120),
    evaluationPeriods: 2,
    scalingSteps: [
      { upper: 5, change: 0 },
      { lower: 30, change: 50 },
      { lower: 120, change: 100 },
    ],
  })
}
