import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Keys } from '../base/keys.ts'
import type { Deployment } from '../deployment.ts'

export type Logs = { readonly [kind in 'web' | 'worker' | 'command' | 'reporter']: LogGroup }

/** Events with ids, never a text, a name or a number: still encrypted, and kept only for a while. */
export const createLogs = (stack: Stack, { name, capacity }: Deployment, keys: Keys): Logs => {
  const group = (kind: string, days: 7 | 30 | 90): LogGroup =>
    new LogGroup(stack, `Log${kind}`, {
      logGroupName: `/${name}/${kind.toLowerCase()}`,
      retention: { 7: RetentionDays.ONE_WEEK, 30: RetentionDays.ONE_MONTH, 90: RetentionDays.THREE_MONTHS }[days],
      encryptionKey: keys.operations,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    })
  return {
    web: group('Web', capacity.logRetentionDays),
    worker: group('Worker', capacity.logRetentionDays),
    command: group('Command', 90),
    reporter: group('Reporter', 7),
  }
}
