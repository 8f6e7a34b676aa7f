import { createHash } from 'node:crypto'
import type { Stack } from 'aws-cdk-lib'
import { Secret as EcsSecret } from 'aws-cdk-lib/aws-ecs'
import { StringParameter } from 'aws-cdk-lib/aws-ssm'
import type { Deployment } from '../deployment.ts'
import { filesPrefix, metricsPort } from '../names.ts'
import { vpcRange } from '../network/network.ts'
import type { BaseStack } from '../stacks/base.ts'
import type { DataStack } from '../stacks/data.ts'
import { containerPort, timing } from './timing.ts'

/** Where tasks find what they share. Nothing here is secret. */
export const keyFileKey = 'keys/rolecall.keys'
/** The authority of the replica set, written before the product starts. */
export const authorityPath = '/data/ca.pem'

type Parts = { readonly deployment: Deployment; readonly base: BaseStack; readonly data: DataStack }
type Kind = 'web' | 'worker' | 'command'

export type Environment = {
  /** Settings by Parameter Store and secrets by Secrets Manager: a task definition holds names, and no value. */
  readonly given: (kind: Kind) => Record<string, EcsSecret>
  /** Changes with any setting, so that a changed setting makes new tasks. */
  readonly fingerprint: string
}

/** An operator can read every setting under one path, and a change there holds from the next start of a task on. */
export const createEnvironment = (stack: Stack, parts: Parts): Environment => {
  const parameter = (path: string, stringValue: string): EcsSecret =>
    EcsSecret.fromSsmParameter(
      new StringParameter(stack, `Setting${path}`, {
        parameterName: `/${parts.deployment.name}/settings/${path}`,
        stringValue,
      }),
    )
  const values = settings(parts)
  const shared = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, parameter(name, value)]))
  const roles = {
    web: parameter('web/ROLE', 'web'),
    worker: parameter('worker/ROLE', 'worker'),
    command: parameter('command/ROLE', 'all'),
  }
  return {
    given: (kind) => ({ ...shared, ROLE: roles[kind], ...secretsOf(parts) }),
    fingerprint: createHash('sha256')
      .update(JSON.stringify(stack.resolve(values)))
      .digest('hex')
      .slice(0, 16),
  }
}

const settings = ({ deployment, base, data }: Parts): Record<string, string> => {
  const { domain, assets, whatsapp, operator, mailFrom, mongo, region } = deployment
  return {
    NODE_ENV: 'production',
    DEMO: '0',
    HOST: '0.0.0.0',
    PORT: String(containerPort),
    PUBLIC_URL: `https://${domain}`,
    // The group of the hosts lets the balancer in and nobody else, which has its addresses in the network's range.
    TRUSTED_PROXIES: vpcRange,
    DRAIN_SECONDS: String(timing.drainSeconds),
    // No port of the host leads there: only the reporter beside the task does.
    METRICS_HOST: '0.0.0.0',
    METRICS_PORT: String(metricsPort),
    DATA_DIR: '/data',
    FILES_URL: `s3://${data.buckets.uploads.bucketName}/${filesPrefix}`,
    ASSETS_URL: `https://${assets.domain}`,
    KEY_FILE: `s3://${data.buckets.keyFile.bucketName}/${keyFileKey}`,
    KMS_KEY_ID: base.keys.seal.keyArn,
    AWS_REGION: region,
    OPERATOR_NAME: operator.name,
    OPERATOR_COUNTRIES: operator.countries,
    WHATSAPP_WABA_ID: whatsapp.wabaId,
    WHATSAPP_PHONE_NUMBER_ID: whatsapp.phoneNumberId,
    WHATSAPP_PHONE_NUMBER: whatsapp.phoneNumber,
    WHATSAPP_PORTFOLIO_ID: whatsapp.portfolioId,
    WHATSAPP_MESSAGES_PER_SECOND: String(whatsapp.messagesPerSecond),
    ...(mailFrom === undefined ? {} : { MAIL_FROM: mailFrom }),
    ...(mongo.kind === 'nodes' ? { NODE_EXTRA_CA_CERTS: authorityPath } : {}),
  }
}

const secretsOf = ({ base, data }: Parts): Record<string, EcsSecret> => {
  const { whatsapp, smtp } = base.secrets
  return {
    DATABASE_URL: EcsSecret.fromSecretsManager(data.databaseUrl, 'url'),
    REDIS_URL: EcsSecret.fromSecretsManager(data.cache.url, 'url'),
    WHATSAPP_ACCESS_TOKEN: EcsSecret.fromSecretsManager(whatsapp, 'accessToken'),
    WHATSAPP_APP_SECRET: EcsSecret.fromSecretsManager(whatsapp, 'appSecret'),
    WHATSAPP_VERIFY_TOKEN: EcsSecret.fromSecretsManager(whatsapp, 'verifyToken'),
    ...(smtp === undefined ? {} : { SMTP_URL: EcsSecret.fromSecretsManager(smtp, 'url') }),
  }
}
