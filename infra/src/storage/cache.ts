import { RemovalPolicy, SecretValue, type Stack } from 'aws-cdk-lib'
import { SubnetType } from 'aws-cdk-lib/aws-ec2'
import { CfnParameterGroup, CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Keys } from '../base/keys.ts'
import type { Deployment } from '../deployment.ts'
import { cachePort, type Network } from '../network/network.ts'
import { rotateCacheToken } from './cache-rotation.ts'

export type Cache = {
  readonly replicationGroupId: string
  /** `url`, with the token in it. */
  readonly url: Secret
}

type Parts = {
  readonly deployment: Deployment
  readonly keys: Keys
  readonly network: Network
  readonly logs: LogGroup
}

/** Valkey, which speaks the protocol of Redis: nodes in several zones, TLS, and a token that is changed each month. */
export const createCache = (stack: Stack, { deployment, keys, network, logs }: Parts): Cache => {
  const { name, capacity } = deployment
  const token = new Secret(stack, 'CacheToken', {
    secretName: `${name}/cache-token`,
    description: 'What opens the cache; rotated each month',
    encryptionKey: keys.data,
    generateSecretString: {
      excludePunctuation: true,
      passwordLength: 48,
      secretStringTemplate: JSON.stringify({ cache: name }),
      generateStringKey: 'token',
    },
  })
  const group = new CfnReplicationGroup(stack, 'Cache', {
    replicationGroupId: name,
    replicationGroupDescription: 'What can be lost: cached pages and shared counters',
    engine: 'valkey',
    engineVersion: '8.0',
    cacheNodeType: capacity.cache.nodeType,
    numCacheClusters: capacity.cache.nodes,
    port: cachePort,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    atRestEncryptionEnabled: true,
    kmsKeyId: keys.data.keyArn,
    cacheSubnetGroupName: subnets(stack, network).ref,
    // CloudFormation compares the words of this reference, not its value: no change of the stack brings an older token back.
    authToken: inPlace(token),
    securityGroupIds: [network.cache.securityGroupId],
    cacheParameterGroupName: parameters(stack).ref,
    autoMinorVersionUpgrade: true,
    snapshotRetentionLimit: 0,
    logDeliveryConfigurations: [
      {
        logType: 'slow-log',
        logFormat: 'json',
        destinationType: 'cloudwatch-logs',
        destinationDetails: { cloudWatchLogsDetails: { logGroup: logs.logGroupName } },
      },
    ],
  })
  // The first value only: each rotation writes the next one.
  const url = new Secret(stack, 'CacheUrl', {
    secretName: `${name}/cache`,
    description: 'The address of the cache with its token, as the product reads it',
    encryptionKey: keys.data,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    secretStringValue: SecretValue.unsafePlainText(
      stack.toJsonString({
        url: `rediss://:${inPlace(token)}@${group.attrPrimaryEndPointAddress}:${cachePort}`,
      }),
    ),
  })
  rotateCacheToken(stack, { deployment, keys, token, url })
  return { replicationGroupId: group.ref, url }
}

const inPlace = (token: Secret): string => token.secretValueFromJson('token').unsafeUnwrap()

const subnets = (stack: Stack, { vpc }: Network): CfnSubnetGroup =>
  new CfnSubnetGroup(stack, 'CacheSubnets', {
    description: 'Private subnets of three zones',
    subnetIds: vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_WITH_EGRESS }).subnetIds,
  })

/** When memory is full, what was read longest ago goes; counters live for minutes and are read all the time. */
const parameters = (stack: Stack): CfnParameterGroup =>
  new CfnParameterGroup(stack, 'CacheParameters', {
    cacheParameterGroupFamily: 'valkey8',
    description: 'A cache that forgets what is read least lately',
    properties: { 'maxmemory-policy': 'allkeys-lru' },
  })
