import type { Stack } from 'aws-cdk-lib'
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { queueMetric } from '../names.ts'
import { minutes } from './alarm.ts'

/** The age in seconds of the oldest task that waits, from the lines of the reporters. */
export const queueAge = (stack: Stack, name: string, logGroup: LogGroup): Metric => {
  const told = `$.${queueMetric.name}`
  new MetricFilter(stack, 'QueueAge', {
    logGroup,
    metricNamespace: queueMetric.namespace,
    metricName: queueMetric.name,
    filterPattern: FilterPattern.numberValue(told, '>=', 0),
    metricValue: told,
    dimensions: { installation: '$.installation' },
  })
  return new Metric({
    namespace: queueMetric.namespace,
    metricName: queueMetric.name,
    dimensionsMap: { installation: name },
    statistic: Stats.MAXIMUM,
    period: minutes(1),
  })
}
