import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { ConfigError, readConfig } from '../../apps/server/src/config.ts'
import { unknownOptions } from './known-options.ts'

/** Those whose value never stands in a bundle, in what form it will come, so that the rest can be checked with it. */
const secretVariables: Readonly<Record<string, string>> = {
  DATABASE_URL: 'mongodb://stand-in/rolecall',
  REDIS_URL: 'rediss://stand-in',
  SMTP_URL: 'smtps://stand-in',
  WHATSAPP_ACCESS_TOKEN: 'stand-in',
  WHATSAPP_APP_SECRET: 'stand-in',
  WHATSAPP_VERIFY_TOKEN: 'stand-in',
}

const arn = (services: string, mend: string) => z.string().regex(new RegExp(`^arn:aws[a-z-]*:(${services}):`), mend)
const variables = <V extends z.ZodType>(value: V) => z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), value)
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const OperatorFile = z.strictObject({
  certificate: arn('acm', 'give the ARN of a certificate of AWS Certificate Manager'),
  properties: variables(scalar),
  secrets: variables(arn('secretsmanager|ssm', 'give the ARN of a secret or a parameter, never its value')),
  options: z.record(z.string(), z.record(z.string(), scalar)).default({}),
})

/** What is wrong with an operator's file, one line each. */
export class OperatorFileRefused extends Error {
  override readonly name = 'OperatorFileRefused'
}

/** Reads an operator's file and writes what Elastic Beanstalk reads. Throws `OperatorFileRefused` with the mends. */
export const operatorConfig = (text: string): string => {
  const parsed = OperatorFile.safeParse(parse(text))
  if (!parsed.success)
    throw new OperatorFileRefused(
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    )
  const { certificate, properties, secrets, options } = parsed.data
  const wrong = [
    ...Object.keys(properties)
      .filter((name) => name in secretVariables)
      .map((name) => `properties.${name}: is secret; put it into AWS Secrets Manager and its ARN under secrets`),
    ...unknownOptions(options).map((option) => `options.${option}: Elastic Beanstalk has no such option`),
    ...('DATABASE_URL' in secrets ? [] : ['secrets.DATABASE_URL: is missing; an instance keeps no data of its own']),
  ]
  if (wrong.length > 0) throw new OperatorFileRefused(wrong.join('\n'))
  checkWithServer(properties, Object.keys(secrets))
  return stringify({
    option_settings: {
      ...options,
      ...secured(certificate),
      'aws:elasticbeanstalk:application:environment': properties,
      'aws:elasticbeanstalk:application:environmentsecrets': secrets,
    },
  })
}

/** The server's own reading of its settings: what would not start is not deployed. */
const checkWithServer = (properties: Readonly<Record<string, string>>, secrets: readonly string[]): void => {
  const standIns = Object.fromEntries(secrets.map((name) => [name, secretVariables[name] ?? 'stand-in']))
  try {
    readConfig({ NODE_ENV: 'production', ...properties, ...standIns })
  } catch (error) {
    throw error instanceof ConfigError ? new OperatorFileRefused(error.message) : error
  }
}

/** HTTPS alone. */
const secured = (certificate: string) => ({
  'aws:elbv2:listener:443': {
    ListenerEnabled: 'true',
    Protocol: 'HTTPS',
    SSLCertificateArns: certificate,
    SSLPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  },
  'aws:elbv2:listener:default': { ListenerEnabled: 'false' },
})
