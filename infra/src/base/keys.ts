import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import type { Deployment } from '../deployment.ts'

export type Keys = {
  /** Seals the product's key file, and nothing else: who may not use it reads no personal field. */
  readonly seal: IKey
  /** Encrypts what is stored: secrets, uploads, volumes, the cache. */
  readonly data: IKey
  /** Encrypts logs and alarms. */
  readonly operations: IKey
}

export const createKeys = (stack: Stack, { name }: Deployment): Keys => {
  const key = (id: string, description: string): Key =>
    new Key(stack, id, {
      alias: `alias/${name}/${id.replace('Key', '').toLowerCase()}`,
      description,
      enableKeyRotation: true,
      rotationPeriod: Duration.days(365),
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    })
  const operations = key('OperationsKey', 'Encrypts logs and alarms')
  letServicesEncrypt(stack, operations)
  return {
    seal: settled(stack, key('SealKey', 'Seals the key file')),
    data: settled(stack, key('DataKey', 'Encrypts what is stored')),
    operations: settled(stack, operations),
  }
}

/** The key by its ARN: what other stacks do with it is written into their roles, never into the policy of the key. */
const settled = (stack: Stack, key: Key): IKey => Key.fromKeyArn(stack, `${key.node.id}Ref`, key.keyArn)

/** Logs and alarms are written by services of AWS, each for this account and region only. */
const letServicesEncrypt = (stack: Stack, key: Key): void => {
  const { account, region } = stack
  const use = [
    'kms:Decrypt',
    'kms:Encrypt',
    'kms:GenerateDataKey',
    'kms:ReEncryptFrom',
    'kms:ReEncryptTo',
    'kms:DescribeKey',
  ]
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
      actions: use,
      resources: ['*'],
      conditions: {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${account}:log-group:*` },
      },
    }),
  )
  // Who may tell the topics is said by their own policy; rules of EventBridge send no condition along.
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: ['cloudwatch', 'events'].map((service) => new ServicePrincipal(`${service}.amazonaws.com`)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
    }),
  )
  // Auto-scaling groups tell of their instances by a role of the service's own, which is no service principal.
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'kms:ViaService': `sns.${region}.amazonaws.com`, 'kms:CallerAccount': account },
        ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/*` },
      },
    }),
  )
}
