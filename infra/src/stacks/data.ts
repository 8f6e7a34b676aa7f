import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import type { Deployment } from '../deployment.ts'
import { createReplicaSet, type ReplicaSet } from '../mongo/replica-set.ts'
import { createNetwork, type Network, threeZones } from '../network/network.ts'
import { output } from '../output.ts'
import { createAssetsDistribution } from '../storage/assets.ts'
import { type Buckets, createBuckets } from '../storage/buckets.ts'
import { type Cache, createCache } from '../storage/cache.ts'
import { alarmOnData } from '../watch/data-alarms.ts'
import type { BaseStack } from './base.ts'

type DataProps = StackProps & { readonly deployment: Deployment; readonly base: BaseStack }

/** What must not be lost, and the network that it lies in. It changes seldom; releases of the product do not touch it. */
export class DataStack extends Stack {
  readonly buckets: Buckets
  readonly network: Network
  readonly assets: Distribution
  readonly cache: Cache
  readonly mongo: ReplicaSet | undefined
  readonly databaseUrl: ISecret

  constructor(scope: Construct, id: string, { deployment, base, ...props }: DataProps) {
    super(scope, id, { ...props, terminationProtection: true })
    const { keys, secrets, alarmTopic, eventTopic } = base
    this.buckets = createBuckets(this, deployment, keys)
    this.network = createNetwork(this, deployment, this.buckets.logs)
    this.assets = createAssetsDistribution(this, deployment, this.buckets)
    const logs = new LogGroup(this, 'CacheLog', {
      logGroupName: `/${deployment.name}/cache`,
      retention: RetentionDays.ONE_MONTH,
      encryptionKey: keys.operations,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.cache = createCache(this, { deployment, keys, network: this.network, logs })
    this.mongo =
      secrets.mongo.kind === 'nodes'
        ? createReplicaSet(this, {
            deployment,
            keys,
            network: this.network,
            secrets: secrets.mongo,
            alarmTopic,
            eventTopic,
          })
        : undefined
    this.databaseUrl = this.mongo?.url ?? externalUrl(base)
    alarmOnData(this, { deployment, alarmTopic, cache: this.cache, mongo: this.mongo, assets: this.assets })
    output(this, 'AssetsBucket', this.buckets.assets.bucketName)
    output(this, 'AssetsAddress', this.assets.distributionDomainName)
  }

  override get availabilityZones(): string[] {
    return threeZones()
  }
}

const externalUrl = ({ secrets }: BaseStack): ISecret => {
  if (secrets.mongo.kind === 'url') return secrets.mongo.url
  throw new Error('the replica set has its connection string')
}
