import { Stack, type StackProps } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import { createKeys, type Keys } from '../base/keys.ts'
import { createRegistry, type Registry } from '../base/registry.ts'
import { createSecrets, type Secrets } from '../base/secrets.ts'
import type { Deployment } from '../deployment.ts'

/** What must stand before anything runs: keys, empty secrets that the operator fills, the registry, and who may deploy. */
export class BaseStack extends Stack {
  readonly keys: Keys
  readonly secrets: Secrets
  readonly registry: Registry
  readonly alarmTopic: Topic
  /** Each machine that comes or goes; nobody is woken by it. */
  readonly eventTopic: Topic

  constructor(scope: Construct, id: string, props: StackProps & { readonly deployment: Deployment }) {
    super(scope, id, props)
    const { deployment } = props
    this.keys = createKeys(this, deployment)
    this.secrets = createSecrets(this, deployment, this.keys)
    this.registry = createRegistry(this, deployment, this.keys)
    this.alarmTopic = createAlarmTopic(this, deployment, this.keys)
    this.eventTopic = new Topic(this, 'Events', {
      topicName: `${deployment.name}-events`,
      masterKey: this.keys.operations,
      enforceSSL: true,
    })
  }
}

/** A topic that has a policy of its own must name CloudWatch in it, else no alarm is ever told. */
const createAlarmTopic = (stack: Stack, { name, alarmEmail }: Deployment, keys: Keys): Topic => {
  const topic = new Topic(stack, 'Alarms', {
    topicName: `${name}-alarms`,
    masterKey: keys.operations,
    enforceSSL: true,
  })
  const publish = (sid: string, service: string, conditions: Record<string, Record<string, string>>) =>
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid,
        principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions,
      }),
    )
  publish('Alarms', 'cloudwatch', { StringEquals: { 'aws:SourceAccount': stack.account } })
  publish('Rules', 'events', {})
  topic.addSubscription(new EmailSubscription(alarmEmail))
  return topic
}
