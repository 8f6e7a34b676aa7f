import { isIP } from 'node:net'
import { join } from 'node:path'
import { readS3Url, type S3Place } from '@rolecall/adapters/aws/s3-url'
import type { SettingName, SettingValues } from '@rolecall/contract/api/settings'
import { settingVariables } from '@rolecall/contract/setting-variables'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import type { Fallbacks } from './settings/sources.ts'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const url = (mend: string) => z.url({ error: mend })
const isSmtpUrl = (text: string): boolean => {
  const { protocol, hostname } = URL.parse(text) ?? {}
  return (protocol === 'smtp:' || protocol === 'smtps:') && Boolean(hostname)
}
const secret = (mend: string) => z.string({ error: mend }).min(1, { error: mend })

/** A number of hops, or a list; undefined for what is neither. No network of everyone: that would trust whoever connects. */
const proxiesIn = (text: string): readonly string[] | number | undefined => {
  const plain = text.trim()
  if (/^[1-9]$/.test(plain)) return Number(plain)
  const entries = plain === '' ? [] : plain.split(',').map((entry) => entry.trim())
  return entries.every(isNetwork) ? entries : undefined
}
const isNetwork = (entry: string): boolean =>
  entry.includes('/') ? ipaddr.isValidCIDR(entry) && !entry.endsWith('/0') : isIP(entry) !== 0

/** Every variable of the environment that Rolecall reads, with the mend that is told when it is wrong. */
const Environment = z.object({
  NODE_ENV: z.string().default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number({ error: 'give a port from 0 to 65535' }).int().min(0).max(65_535).default(3000),
  PUBLIC_URL: url('give the address that people open, such as https://jobs.example.org').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(sqlite:.+|mongodb(\+srv)?:\/\/.+)$/, { error: 'give sqlite:<path> or mongodb://…' })
    .default('sqlite:data/rolecall.db'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, { error: 'give redis://… or rediss://…, or leave it out' })
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine((text) => proxiesIn(text) !== undefined, {
      error: 'give addresses or networks with commas between, such as 10.0.0.0/8, or how many proxies stand in a row',
    })
    .default(''),
  RATE_LIMIT_FACTOR: z.coerce
    .number({ error: 'give a number such as 2, which doubles what one address and one account may do' })
    .min(0.01)
    .max(1000)
    .default(1),
  DATA_DIR: z.string().default('data'),
  FILES_URL: z
    .string()
    .default('')
    .transform((text, context) => {
      const files = text === '' ? undefined : filesAt(text)
      if (text !== '' && files === undefined) context.addIssue('give folder:<path> or s3://bucket/prefix')
      return files
    }),
  S3_ENDPOINT: url('give the address of a look-alike of S3, or leave it out for AWS').optional(),
  ASSETS_URL: z
    .string()
    .regex(/^(https:\/\/[\w.-]+|http:\/\/(127\.0\.0\.1|localhost))(:\d+)?(\/[\w.-]+)*\/?$/, {
      error: 'give the address that assets were pushed behind, such as https://cdn.example.org/rolecall',
    })
    .optional(),
  KEY_FILE: z
    .string()
    .refine((text) => !text.startsWith('s3:') || (readS3Url(text)?.key ?? '') !== '', {
      error: 'give a path, or s3://bucket/key where KMS_KEY_ID seals it',
    })
    .default('keys/rolecall.keys'),
  KMS_KEY_ID: z.string().optional(),
  DEMO: flag.optional(),
  ROLE: z.enum(['all', 'web', 'worker'], { error: 'give all, web or worker' }).default('all'),
  OPERATOR_NAME: z.string().min(1).max(60).default('Rolecall Demo Job Centre'),
  OPERATOR_COUNTRIES: z
    .string()
    .regex(/^[A-Z]{2}(,[A-Z]{2})*$/, { error: 'give ISO 3166-1 codes with commas between, such as KE,MX' })
    .default('KE,MX'),
  OPERATOR_LOCAL_HELP: z.string().max(160, { error: 'give at most 160 characters' }).optional(),
  CASE_ANSWER_HOURS: z.coerce.number().int().min(0).max(240).optional(),
  CATALOGUES: z.string().optional(),
  TAXONOMY: z.string().optional(),
  MATCH_WEIGHTS: z.string().optional(),
  INACTIVE_MONTHS: z.coerce
    .number({ error: 'give the months of silence after which people are asked, 3 to 120' })
    .int()
    .min(3)
    .max(120)
    .default(24),
  ALERT_DIGEST_SECONDS: z.coerce.number().int().min(0).max(86_400).optional(),
  WHATSAPP_GRAPH_URL: url('give the Graph API with its version, such as https://graph.facebook.com/v26.0').optional(),
  WHATSAPP_WABA_ID: secret('give the id of the WhatsApp Business Account').optional(),
  WHATSAPP_PHONE_NUMBER_ID: secret('give the id of the business phone number').optional(),
  WHATSAPP_PHONE_NUMBER: z
    .string()
    .regex(/^\d{6,15}$/, { error: 'give the digits of the business number, with country code' })
    .optional(),
  WHATSAPP_PORTFOLIO_ID: secret('give the id of the business portfolio').optional(),
  WHATSAPP_ACCESS_TOKEN: secret('give the access token of the system user').optional(),
  WHATSAPP_APP_SECRET: secret("give the app's secret from Meta's console").optional(),
  WHATSAPP_VERIFY_TOKEN: secret('give the text that you also type in at the webhook').optional(),
  WHATSAPP_MESSAGES_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(80),
  SIMULATOR_URL: url('give the server whose look-alike of WhatsApp serves, such as http://phones:3000').optional(),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, {
      error: 'give smtp://user:password@host:port or smtps://…, with % codes for special characters',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n"]+ <[^\s<>@]+@[\w.-]+>|[^\s<>@]+@[\w.-]+)$/, {
      error: 'give who mails come from, such as Rolecall <jobs@example.org>',
    })
    .optional(),
  METRICS_PORT: z.coerce
    .number({ error: 'give a port from 0 to 65535 that nothing else has; what listens there must not be public' })
    .int()
    .min(0)
    .max(65_535)
    .optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(
    'give the address of an OTLP/HTTP collector, such as http://127.0.0.1:4318',
  ).optional(),
  OTEL_SDK_DISABLED: z.string().optional(),
  DRAIN_SECONDS: z.coerce
    .number({ error: 'give the seconds that a balancer takes to see that a server is not ready, 0 to 20' })
    .min(0)
    .max(20)
    .default(0),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
})

/** `simulator`: mails show beside the simulator's phones. `none`: no mail leaves, so that nobody can sign up or get a new password. */
export type MailConfig =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  | { readonly kind: 'simulator' | 'none' }

export type FilesConfig =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 's3'; readonly place: S3Place }

export type WhatsAppConfig = {
  readonly graphUrl: string
  readonly wabaId: string
  readonly phoneNumberId: string
  /** Digits with country code, for `wa.me` links. */
  readonly phoneNumber: string
  readonly portfolioId: string
  readonly accessToken: string
  readonly appSecret: string
  readonly verifyToken: string
  readonly messagesPerSecond: number
}

export type Config = {
  readonly production: boolean
  readonly host: string
  readonly port: number
  /** Without a slash at the end; absent: made from the port once the server listens. */
  readonly publicUrl: string | undefined
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  /** Proxies whose X-Forwarded-For is believed: addresses and networks, or how many stand one behind the other. */
  readonly trustedProxies: readonly string[] | number
  readonly dataDir: string
  readonly files: FilesConfig
  /** Of a look-alike of S3; absent: AWS. */
  readonly s3Endpoint: string | undefined
  /** What pages load styles and scripts from, without a slash at the end; absent: from this server. */
  readonly assetsUrl: string | undefined
  readonly keyFile: string
  /** The AWS KMS key that seals the key file; absent: its keys stand in it as they are. */
  readonly kmsKeyId: string | undefined
  readonly demo: boolean
  readonly role: 'all' | 'web' | 'worker'
  /** What holds for the settings that no administrator set. */
  readonly settings: Fallbacks
  /** The folder of the languages' catalogues, a file each; absent: those that come with Rolecall. */
  readonly catalogues: string | undefined
  /** The file that `npm run taxonomy` compiled; absent: the taxonomy that comes with Rolecall. */
  readonly taxonomy: string | undefined
  /** The file of the operator's own weights of matching; absent: the usual ones. */
  readonly matchWeights: string | undefined
  /**
   * `simulated`: the look-alike serves and fills in what is missing; at `simulatorUrl` where that is given, without a
   * slash at the end, else in this process.
   */
  readonly whatsapp: WhatsAppConfig & { readonly simulated: boolean; readonly simulatorUrl?: string }
  readonly mail: MailConfig
  /** Where `/metrics` is told, apart from all that is public; absent: nowhere. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  /** Whether spans are sent; whereto and which of them, OpenTelemetry's own variables say. */
  readonly traced: boolean
  /** For how long a stopping server still takes requests while it is not ready, so that balancers turn away first. */
  readonly drainSeconds: number
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL']
}

/** What is wrong with the environment, one line a variable: its name, what is wrong, how to mend it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads and checks the environment. Throws `ConfigError` that names each variable and the mend. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const variables = parsed.data
  if (variables.KEY_FILE.startsWith('s3:') && variables.KMS_KEY_ID === undefined)
    throw new ConfigError('KMS_KEY_ID: is missing; keys stand in S3 only where an AWS KMS key seals them')
  const production = variables.NODE_ENV === 'production'
  const demo = variables.DEMO ?? !production
  const whatsapp = readWhatsApp(variables, production)
  return {
    production,
    host: variables.HOST,
    port: variables.PORT,
    publicUrl: variables.PUBLIC_URL?.replace(/\/$/, ''),
    databaseUrl: variables.DATABASE_URL,
    redisUrl: variables.REDIS_URL,
    trustedProxies: proxiesIn(variables.TRUSTED_PROXIES) ?? [],
    dataDir: variables.DATA_DIR,
    files: variables.FILES_URL ?? { kind: 'folder', path: join(variables.DATA_DIR, 'files') },
    s3Endpoint: variables.S3_ENDPOINT,
    assetsUrl: variables.ASSETS_URL?.replace(/\/$/, ''),
    keyFile: variables.KEY_FILE,
    kmsKeyId: variables.KMS_KEY_ID,
    demo,
    role: variables.ROLE,
    settings: readSettings(variables, demo, given),
    catalogues: variables.CATALOGUES,
    taxonomy: variables.TAXONOMY,
    matchWeights: variables.MATCH_WEIGHTS,
    whatsapp,
    mail: readMail(variables, whatsapp.simulated),
    metrics:
      variables.METRICS_PORT === undefined ? undefined : { host: variables.METRICS_HOST, port: variables.METRICS_PORT },
    traced: variables.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined && variables.OTEL_SDK_DISABLED !== 'true',
    drainSeconds: variables.DRAIN_SECONDS,
    logLevel: variables.LOG_LEVEL,
  }
}

const readSettings = (
  variables: z.infer<typeof Environment>,
  demo: boolean,
  given: Readonly<Record<string, unknown>>,
): Fallbacks => {
  const source = (name: SettingName) => (given[settingVariables[name]] === undefined ? 'default' : 'environment')
  const held = <N extends SettingName>(name: N, value: SettingValues[N]) => ({ value, source: source(name) }) as const
  return {
    operatorName: held('operatorName', variables.OPERATOR_NAME),
    countries: held('countries', variables.OPERATOR_COUNTRIES.split(',')),
    localHelp: held('localHelp', variables.OPERATOR_LOCAL_HELP ?? ''),
    caseAnswerHours: held('caseAnswerHours', variables.CASE_ANSWER_HOURS ?? 0),
    alertDigestSeconds: held('alertDigestSeconds', variables.ALERT_DIGEST_SECONDS ?? (demo ? 3 : 600)),
    inactiveMonths: held('inactiveMonths', variables.INACTIVE_MONTHS),
    limitFactor: held('limitFactor', variables.RATE_LIMIT_FACTOR),
  }
}

/** Reads `folder:<path>` or `s3://bucket/prefix`; undefined for neither. */
export const filesAt = (text: string): FilesConfig | undefined => {
  const place = readS3Url(text)
  if (place !== undefined) return { kind: 's3', place }
  const path = text.startsWith('folder:') ? text.slice('folder:'.length) : ''
  return path === '' ? undefined : { kind: 'folder', path }
}

const readMail = ({ SMTP_URL, MAIL_FROM }: z.infer<typeof Environment>, simulated: boolean): MailConfig => {
  if (SMTP_URL === undefined) return { kind: simulated ? 'simulator' : 'none' }
  if (MAIL_FROM === undefined)
    throw new ConfigError('MAIL_FROM: is missing; give who mails come from, such as Rolecall <jobs@example.org>')
  return { kind: 'smtp', url: SMTP_URL, from: MAIL_FROM }
}

/** Where the look-alike of the Graph API stands in a server that simulates WhatsApp. */
export const simulatorGraphPath = '/simulator/graph/v26.0'

const simulated = {
  wabaId: '100000000000001',
  phoneNumberId: '100000000000002',
  phoneNumber: '15550100000',
  portfolioId: '100000000000003',
  accessToken: 'simulator-access-token',
  appSecret: 'simulator-app-secret',
  verifyToken: 'simulator-verify-token',
} as const

const readWhatsApp = (variables: z.infer<typeof Environment>, production: boolean): Config['whatsapp'] => {
  const given = {
    wabaId: variables.WHATSAPP_WABA_ID,
    phoneNumberId: variables.WHATSAPP_PHONE_NUMBER_ID,
    phoneNumber: variables.WHATSAPP_PHONE_NUMBER,
    portfolioId: variables.WHATSAPP_PORTFOLIO_ID,
    accessToken: variables.WHATSAPP_ACCESS_TOKEN,
    appSecret: variables.WHATSAPP_APP_SECRET,
    verifyToken: variables.WHATSAPP_VERIFY_TOKEN,
  }
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []))
  const none = missing.length === Object.keys(given).length
  const messagesPerSecond = variables.WHATSAPP_MESSAGES_PER_SECOND
  if (none && !production) return { ...lookAlike(variables), messagesPerSecond, simulated: true }
  if (missing.length > 0) throw new ConfigError(missing.map(missingLine).join('\n'))
  const graphUrl = variables.WHATSAPP_GRAPH_URL ?? 'https://graph.facebook.com/v26.0'
  return { ...simulated, ...defined(given), graphUrl, messagesPerSecond, simulated: false }
}

const lookAlike = ({ WHATSAPP_GRAPH_URL, SIMULATOR_URL }: z.infer<typeof Environment>) => {
  const simulatorUrl = SIMULATOR_URL?.replace(/\/$/, '')
  if (simulatorUrl === undefined) return { ...simulated, graphUrl: WHATSAPP_GRAPH_URL ?? '' }
  return { ...simulated, graphUrl: `${simulatorUrl}${simulatorGraphPath}`, simulatorUrl }
}

const missingLine = (name: string): string =>
  `WHATSAPP_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}: is missing; set it as docs/whatsapp.md says, or leave all WHATSAPP_ variables out (outside production) for the simulator`

const defined = <T extends Record<string, string | undefined>>(values: T): { [K in keyof T]?: string } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: string }
