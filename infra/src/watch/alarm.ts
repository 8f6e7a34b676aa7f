import { Duration, type Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'

export type Rule = {
  readonly id: string
  /** What is wrong and what to do, as the mail tells it. */
  readonly says: string
  readonly metric: IMetric
  readonly when: 'above' | 'below'
  readonly than: number
  /** Of the last `of` periods, how many must be so. */
  readonly periods?: number
  readonly of?: number
  readonly missingIsBad?: boolean
}

export type Alarms = (rule: Rule) => Alarm

/** Every alarm of a stack goes to one topic, when it begins and when it ends. */
export const alarmsTo = (stack: Stack, name: string, topic: ITopic): Alarms => {
  const action = new SnsAction(topic)
  return ({ id, says, metric, when, than, periods = 3, of = periods, missingIsBad = false }) => {
    const alarm = new Alarm(stack, id, {
      alarmName: `${name}-${id}`,
      alarmDescription: says,
      metric,
      threshold: than,
      comparisonOperator:
        when === 'above' ? ComparisonOperator.GREATER_THAN_THRESHOLD : ComparisonOperator.LESS_THAN_THRESHOLD,
      datapointsToAlarm: periods,
      evaluationPeriods: of,
      treatMissingData: missingIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(action)
    alarm.addOkAction(action)
    return alarm
  }
}

export const minutes = (count: number): Duration => Duration.minutes(count)
