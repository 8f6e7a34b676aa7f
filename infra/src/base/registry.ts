import { Duration, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { Repository, RepositoryEncryption, TagMutability } from 'aws-cdk-lib/aws-ecr'
import { CfnOIDCProvider, ManagedPolicy, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam'
import type { Deployment } from '../deployment.ts'
import { assetsBucketName, assetsPrefix } from '../names.ts'
import { output } from '../output.ts'
import type { Keys } from './keys.ts'

export type Registry = { readonly images: Repository }

/** Where images lie, and the role that the deployment workflow takes by OIDC: no key of it is stored anywhere. */
export const createRegistry = (stack: Stack, deployment: Deployment, keys: Keys): Registry => {
  const images = new Repository(stack, 'Images', {
    repositoryName: deployment.name,
    imageTagMutability: TagMutability.IMMUTABLE,
    imageScanOnPush: true,
    encryption: RepositoryEncryption.KMS,
    encryptionKey: keys.data,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    lifecycleRules: [{ description: 'Keep what a rollback may need', maxImageCount: 50 }],
  })
  const role = deployRole(stack, deployment, images)
  output(stack, 'DeployRole', role.roleArn)
  output(stack, 'Registry', images.repositoryUri)
  return { images }
}

const deployRole = (stack: Stack, deployment: Deployment, images: Repository): Role => {
  const { account, region } = stack
  const issuer = 'token.actions.githubusercontent.com'
  const providerArn =
    deployment.github.provider === 'existing'
      ? `arn:aws:iam::${account}:oidc-provider/${issuer}`
      : new CfnOIDCProvider(stack, 'GitHub', { url: `https://${issuer}`, clientIdList: ['sts.amazonaws.com'] }).ref
  const bootstrapRoles = ['deploy', 'file-publishing', 'lookup'].map(
    (purpose) => `arn:aws:iam::${account}:role/cdk-hnb659fds-${purpose}-role-${account}-${region}`,
  )
  const policy = new ManagedPolicy(stack, 'Deploying', {
    statements: [
      new PolicyStatement({ sid: 'LogIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
      new PolicyStatement({
        sid: 'PushImages',
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:DescribeImages',
          'ecr:GetDownloadUrlForLayer',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        resources: [images.repositoryArn],
      }),
      new PolicyStatement({
        sid: 'SeeWhatRuns',
        actions: ['cloudformation:DescribeStacks'],
        resources: [`arn:aws:cloudformation:${region}:${account}:stack/${deployment.name}-app/*`],
      }),
      new PolicyStatement({ sid: 'DeployStacks', actions: ['sts:AssumeRole'], resources: bootstrapRoles }),
      new PolicyStatement({
        sid: 'ListAssets',
        actions: ['s3:ListBucket'],
        resources: [`arn:aws:s3:::${assetsBucketName(deployment.name, account, region)}`],
      }),
      new PolicyStatement({
        sid: 'PushAssets',
        actions: ['s3:GetObject', 's3:PutObject'],
        resources: [`arn:aws:s3:::${assetsBucketName(deployment.name, account, region)}/${assetsPrefix}/*`],
      }),
    ],
  })
  return new Role(stack, 'DeployRole', {
    roleName: `${deployment.name}-deploy`,
    description: 'Taken by the deployment workflow of one repository and environment',
    // As long as the workflow may take.
    maxSessionDuration: Duration.hours(2),
    managedPolicies: [policy],
    assumedBy: new WebIdentityPrincipal(providerArn, {
      StringEquals: {
        [`${issuer}:aud`]: 'sts.amazonaws.com',
        [`${issuer}:sub`]: subjectOf(deployment.github),
      },
    }),
  })
}

/** Whom GitHub says that a workflow is of. Repositories made since 15 July 2026 are named with their ids, which nobody takes over. */
const subjectOf = ({ repository, ids, environment }: Deployment['github']): string => {
  const [owner, name] = repository.split('/')
  const who = ids === undefined ? repository : `${owner}@${ids.owner}/${name}@${ids.repository}`
  return `repo:${who}:environment:${environment}`
}
