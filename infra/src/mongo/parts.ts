import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { PrivateHostedZone } from 'aws-cdk-lib/aws-route53'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import type { Keys } from '../base/keys.ts'
import type { MongoSecrets } from '../base/secrets.ts'
import type { Deployment } from '../deployment.ts'
import type { zoneLetters } from '../names.ts'
import type { Network } from '../network/network.ts'

export type ReplicaSetParts = {
  readonly deployment: Deployment
  readonly keys: Keys
  readonly network: Network
  readonly secrets: MongoSecrets & { readonly kind: 'nodes' }
  readonly alarmTopic: Topic
  readonly eventTopic: Topic
}

export type NodeParts = ReplicaSetParts & {
  readonly letter: (typeof zoneLetters)[number]
  readonly index: number
  readonly zone: PrivateHostedZone
  readonly logGroup: LogGroup
}
