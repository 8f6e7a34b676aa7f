import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  HttpMethods,
  type LifecycleRule,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3'
import type { Keys } from '../base/keys.ts'
import type { Deployment } from '../deployment.ts'
import { assetsBucketName, indexPrefix, keyFileBucketName, uploadsBucketName } from '../names.ts'

export type Buckets = {
  /** Access logs of everything; no personal data is written there on purpose, addresses are. */
  readonly logs: Bucket
  readonly assets: Bucket
  readonly uploads: Bucket
  /** The product's key file, sealed by KMS, and its earlier versions. */
  readonly keyFile: Bucket
}

const unfinished: LifecycleRule = { id: 'unfinished', abortIncompleteMultipartUploadAfter: Duration.days(1) }

export const createBuckets = (stack: Stack, deployment: Deployment, keys: Keys): Buckets => {
  const { name, domain } = deployment
  const logs = createLogsBucket(stack, deployment)
  const bucket = (id: string, props: BucketProps): Bucket =>
    new Bucket(stack, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: `s3/${id.toLowerCase()}/`,
      ...props,
    })
  const sealed = { encryption: BucketEncryption.KMS, encryptionKey: keys.data, bucketKeyEnabled: true }
  return {
    logs,
    assets: bucket('Assets', {
      bucketName: assetsBucketName(name, stack.account, stack.region),
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [unfinished, { id: 'old', noncurrentVersionExpiration: Duration.days(30) }],
    }),
    uploads: bucket('Uploads', {
      bucketName: uploadsBucketName(name, stack.account, stack.region),
      ...sealed,
      // Presigned addresses are used by pages of the product alone.
      cors: [
        {
          allowedOrigins: [`https://${domain}`],
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
          allowedHeaders: ['*'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: [
        unfinished,
        // What a person deletes is out of every copy within a week.
        { id: 'deleted', noncurrentVersionExpiration: Duration.days(7), expiredObjectDeleteMarker: true },
        // The index is written anew each hour, and one of a week ago is read by nobody.
        {
          id: 'index',
          prefix: `${indexPrefix}/`,
          expiration: Duration.days(8),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: 'seldom-read',
          transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
        },
      ],
    }),
    keyFile: bucket('KeyFile', {
      bucketName: keyFileBucketName(name, stack.account, stack.region),
      ...sealed,
      lifecycleRules: [unfinished],
    }),
  }
}

/** Log delivery of the balancer writes with S3's own key only, and CloudFront's needs an access list. */
const createLogsBucket = (stack: Stack, { capacity }: Deployment): Bucket =>
  new Bucket(stack, 'Logs', {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: false,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    lifecycleRules: [unfinished, { id: 'old', expiration: Duration.days(capacity.logRetentionDays) }],
  })
