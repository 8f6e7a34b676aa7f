import type { Stack } from 'aws-cdk-lib'
import { type Alarm, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import { HttpCodeElb, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import type { Deployment } from '../deployment.ts'
import { clusterName, serviceName } from '../names.ts'
import type { Balancer } from '../service/balancer.ts'
import { type Alarms, alarmsTo, minutes } from './alarm.ts'

/** Those that take a deployment back. */
export type ServiceAlarms = { readonly ofWeb: readonly Alarm[]; readonly ofWorker: readonly Alarm[] }

type Parts = {
  readonly deployment: Deployment
  readonly alarmTopic: Topic
  readonly balancer: Balancer
  readonly age: Metric
}

export const alarmOnService = (stack: Stack, { deployment, alarmTopic, balancer, age }: Parts): ServiceAlarms => {
  const alarm = alarmsTo(stack, deployment.name, alarmTopic)
  const errors = alarm({
    id: 'server-errors',
    says: 'More than one in fifty requests ends in an error of ours: look at the log of web for `request.failed`.',
    metric: errorShare(balancer),
    when: 'above',
    than: 2,
    periods: 3,
  })
  const old = alarm({
    id: 'queue-age',
    says: 'The oldest message has waited for five minutes: look at the log of worker, and whether its service is at its most.',
    metric: age,
    when: 'above',
    than: 300,
    periods: 5,
  })
  alarm({
    id: 'queue-silent',
    says: 'No worker tells the age of the queue: none runs, or its reporter is refused.',
    metric: age.with({ statistic: Stats.SAMPLE_COUNT, period: minutes(5) }),
    when: 'below',
    than: 1,
    missingIsBad: true,
  })
  alarmOnBalancer(alarm, balancer)
  alarmOnCpu(alarm, deployment)
  alarmOnCertificates(alarm, deployment)
  return { ofWeb: [errors], ofWorker: [old] }
}

const errorShare = ({ balancer, targets }: Balancer): MathExpression =>
  new MathExpression({
    label: 'Requests that end in an error, %',
    expression: 'IF(asked > 50, 100 * (FILL(own, 0) + FILL(gateway, 0)) / asked, 0)',
    usingMetrics: {
      own: targets.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, { period: minutes(1) }),
      gateway: balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, { period: minutes(1) }),
      asked: balancer.metrics.requestCount({ period: minutes(1) }),
    },
    period: minutes(1),
  })

const alarmOnBalancer = (alarm: Alarms, { targets }: Balancer): void => {
  alarm({
    id: 'unhealthy-targets',
    says: 'A page server has not been ready for five minutes: see its last events in the ECS console.',
    metric: targets.metrics.unhealthyHostCount({ period: minutes(1), statistic: Stats.MAXIMUM }),
    when: 'above',
    than: 0,
    periods: 5,
  })
  alarm({
    id: 'few-targets',
    says: 'Fewer than two page servers are ready: one more loss and nobody is served.',
    metric: targets.metrics.healthyHostCount({ period: minutes(1), statistic: Stats.MINIMUM }),
    when: 'below',
    than: 2,
    periods: 3,
    missingIsBad: true,
  })
  alarm({
    id: 'slow-answers',
    says: 'One request in a hundred takes more than two seconds.',
    metric: targets.metrics.targetResponseTime({ period: minutes(5), statistic: Stats.percentile(99) }),
    when: 'above',
    than: 2,
  })
}

const alarmOnCpu = (alarm: Alarms, { name }: Deployment): void => {
  for (const role of ['web', 'worker'] as const)
    alarm({
      id: `cpu-${role}`,
      says: `The tasks of ${role} are at four fifths of their CPU although they scale: is the service at its most?`,
      metric: new Metric({
        namespace: 'AWS/ECS',
        metricName: 'CPUUtilization',
        dimensionsMap: { ClusterName: clusterName(name), ServiceName: serviceName(name, role) },
        statistic: Stats.AVERAGE,
        period: minutes(5),
      }),
      when: 'above',
      than: 80,
    })
}

/** ACM renews by itself while the record of its check stands in DNS. Metrics of CloudFront's certificate are in us-east-1. */
const alarmOnCertificates = (alarm: Alarms, { certificateArn }: Deployment): void => {
  alarm({
    id: 'certificate',
    says: 'The certificate ends within a month and was not renewed: does the record that ACM checks still stand in DNS?',
    metric: new Metric({
      namespace: 'AWS/CertificateManager',
      metricName: 'DaysToExpiry',
      dimensionsMap: { CertificateArn: certificateArn },
      statistic: Stats.MINIMUM,
      period: minutes(60 * 24),
    }),
    when: 'below',
    than: 30,
    periods: 1,
  })
}
