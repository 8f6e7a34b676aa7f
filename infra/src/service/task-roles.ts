import type { Stack } from 'aws-cdk-lib'
import { PolicyStatement, type PolicyStatementProps, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Deployment } from '../deployment.ts'
import { filesPrefix, indexPrefix, keyFileBucketName, uploadsBucketName } from '../names.ts'
import type { BaseStack } from '../stacks/base.ts'
import { keyFileKey } from './environment.ts'

type Kind = 'web' | 'worker' | 'command'
type Parts = { readonly deployment: Deployment; readonly base: BaseStack }

/** What the product itself may do, by kind. Secrets are not among it: those are given to tasks by the execution role. */
export const createTaskRole = (stack: Stack, kind: Kind, { deployment, base }: Parts): Role => {
  const uploads = `arn:aws:s3:::${uploadsBucketName(deployment.name, stack.account, stack.region)}`
  const keyFile = `arn:aws:s3:::${keyFileBucketName(deployment.name, stack.account, stack.region)}`
  const role = new Role(stack, `TaskRole${kind}`, {
    roleName: `${deployment.name}-task-${kind}`,
    assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  })
  const allow = (props: PolicyStatementProps) => role.addToPolicy(new PolicyStatement(props))
  const files = `${uploads}/${filesPrefix}/*`
  const keys = `${keyFile}/${keyFileKey}`
  // Pages see no file of a person, and write none.
  if (kind === 'web') allow({ sid: 'ReadIndex', actions: ['s3:GetObject'], resources: [`${uploads}/${indexPrefix}/*`] })
  else
    allow({
      sid: 'KeepFiles',
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      resources: [files],
    })
  // Without it S3 answers "denied" in place of "not there".
  allow({ sid: 'SeeWhatIsThere', actions: ['s3:ListBucket'], resources: [uploads, keyFile] })
  allow({ sid: 'ReadKeyFile', actions: ['s3:GetObject'], resources: [keys] })
  if (kind === 'command') allow({ sid: 'RotateKeyFile', actions: ['s3:PutObject'], resources: [keys] })
  // The first start makes it; no service can write over it.
  else
    allow({
      sid: 'MakeKeyFile',
      actions: ['s3:PutObject'],
      resources: [keys],
      conditions: { Null: { 's3:if-none-match': 'false' } },
    })
  allow({ sid: 'SealKeys', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [base.keys.seal.keyArn] })
  allow({
    sid: 'EncryptFiles',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: [base.keys.data.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` } },
  })
  return role
}

/** What ECS does before a task starts: it takes the image, the log, and the settings and secrets that the task names (CDK adds those). */
export const createExecutionRole = (stack: Stack, { deployment, base }: Parts): Role => {
  const role = new Role(stack, 'ExecutionRole', {
    roleName: `${deployment.name}-execution`,
    assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
  })
  const allow = (props: PolicyStatementProps) => role.addToPolicy(new PolicyStatement(props))
  allow({ sid: 'LogInToRegistry', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] })
  allow({
    sid: 'PullImage',
    actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    resources: [base.registry.images.repositoryArn],
  })
  allow({
    sid: 'OpenSecrets',
    actions: ['kms:Decrypt'],
    resources: [base.keys.data.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${stack.region}.amazonaws.com` } },
  })
  return role
}
