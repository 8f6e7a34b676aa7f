import { readFileSync } from 'node:fs'
import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnFunction, CfnPermission, Runtime } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { CfnRotationSchedule, type Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Keys } from '../base/keys.ts'
import type { Deployment } from '../deployment.ts'
import { clusterName, serviceName } from '../names.ts'

type Rotation = {
  readonly deployment: Deployment
  readonly keys: Keys
  readonly token: Secret
  readonly url: Secret
}

export const rotationSource = new URL('./rotate-cache-token.cjs', import.meta.url)
const rotatedServices = ['web', 'worker'] as const

/** Each month: the cache takes a second token, the address is written anew, and the services start again with it. */
export const rotateCacheToken = (stack: Stack, rotation: Rotation): void => {
  const { deployment, keys, token, url } = rotation
  const { name } = deployment
  const logGroup = new LogGroup(stack, 'CacheRotationLog', {
    logGroupName: `/${name}/cache-rotation`,
    retention: RetentionDays.THREE_MONTHS,
    encryptionKey: keys.operations,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  })
  const lambda = new CfnFunction(stack, 'CacheRotation', {
    functionName: `${name}-cache-rotation`,
    description: 'Gives the cache its next token',
    runtime: Runtime.NODEJS_24_X.name,
    handler: 'index.handler',
    code: { zipFile: readFileSync(rotationSource, 'utf8') },
    timeout: 300,
    memorySize: 256,
    role: rotationRole(stack, rotation, logGroup).roleArn,
    loggingConfig: { logGroup: logGroup.logGroupName },
    environment: {
      variables: {
        CLUSTER: clusterName(name),
        SERVICES: rotatedServices.map((role) => serviceName(name, role)).join(','),
        URL_SECRET: url.secretArn,
        CACHE: name,
      },
    },
  })
  const mayCall = new CfnPermission(stack, 'CacheRotationCall', {
    action: 'lambda:InvokeFunction',
    functionName: lambda.attrArn,
    principal: 'secretsmanager.amazonaws.com',
    sourceAccount: stack.account,
    sourceArn: token.secretArn,
  })
  const schedule = new CfnRotationSchedule(stack, 'CacheRotationMonthly', {
    secretId: token.secretArn,
    rotationLambdaArn: lambda.attrArn,
    rotationRules: { scheduleExpression: 'rate(30 days)' },
    // The first tasks begin with the first token: nothing changes under them.
    rotateImmediatelyOnUpdate: false,
  })
  schedule.addResourceDependency(mayCall)
}

const rotationRole = (stack: Stack, { deployment, keys, token, url }: Rotation, logGroup: LogGroup): Role => {
  const { region, account } = stack
  const { name } = deployment
  const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources })
  const services = rotatedServices.map(
    (role) => `arn:aws:ecs:${region}:${account}:service/${clusterName(name)}/${serviceName(name, role)}`,
  )
  const statements = [
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]),
    allow(
      ['elasticache:DescribeReplicationGroups', 'elasticache:ModifyReplicationGroup'],
      [`arn:aws:elasticache:${region}:${account}:replicationgroup:${name}`],
    ),
    allow(['secretsmanager:GetRandomPassword'], ['*']),
    allow(['ecs:UpdateService'], services),
    allow(
      [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      [token.secretArn, url.secretArn],
    ),
    allow(['kms:Decrypt', 'kms:GenerateDataKey'], [keys.data.keyArn]),
  ]
  return new Role(stack, 'CacheRotationRole', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { rotate: new PolicyDocument({ statements }) },
  })
}
