import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Size, sizes } from './sizes.ts'

const arn = (service: string, mend: string) =>
  z.string().regex(new RegExp(`^arn:aws:${service}:[a-z0-9-]+:\\d{12}:.+$`), { error: mend })
const host = z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, { error: 'give a host name such as jobs.example.org' })
const digits = (mend: string) => z.string().regex(/^\d{5,20}$/, { error: mend })

const githubId = z.int({ error: "give the numbers that `gh api repos/OWNER/REPOSITORY --jq '.owner.id, .id'` prints" })

const Deployment = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{1,18}[a-z0-9]$/, {
      error: 'give 3 to 20 small letters, digits or hyphens: every name in the account begins with it',
    }),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: 'give a region such as us-east-1' })
      .refine((region) => region !== 'us-west-1', { error: 'most accounts see two zones there: give one with three' }),
    size: z.enum(['pilot', 'city', 'country'], { error: 'give pilot, city or country' }),
    domain: host,
    certificateArn: arn('acm', 'give the ARN of the certificate of `domain`, issued in `region`'),
    assets: z.strictObject({
      domain: host,
      certificateArn: arn('acm', 'give the ARN of the certificate of `assets.domain`, issued in us-east-1'),
    }),
    alarmEmail: z.email({ error: 'give the address that alarms go to' }),
    github: z.strictObject({
      repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, { error: 'give owner/repository' }),
      /** Left out for a repository of before 15 July 2026 that has not asked GitHub to be named with its ids. */
      ids: z.strictObject({ owner: githubId, repository: githubId }).optional(),
      environment: z.string().min(1).default('production'),
      /** An account has one provider for GitHub at most: `existing` where another project made it. */
      provider: z.enum(['create', 'existing']).default('create'),
    }),
    mongo: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('url') }),
      z.strictObject({
        kind: z.literal('nodes'),
        restoreFrom: z
          .string()
          .regex(/^snap-[0-9a-f]{8,17}$/, { error: 'give the id of a snapshot of a data volume' })
          .optional(),
      }),
    ]),
    whatsapp: z.strictObject({
      wabaId: digits('give the id of the WhatsApp Business Account'),
      phoneNumberId: digits('give the id of the business phone number'),
      phoneNumber: digits('give the digits of the business number, with country code'),
      portfolioId: digits('give the id of the business portfolio'),
      messagesPerSecond: z.int().min(1).max(1000).default(80),
    }),
    operator: z.strictObject({
      name: z.string().min(1).max(60),
      countries: z.string().regex(/^[A-Z]{2}(,[A-Z]{2})*$/, { error: 'give ISO 3166-1 codes such as KE,MX' }),
    }),
    mailFrom: z.string().min(3).optional(),
  })
  .superRefine((given, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message })
    if (!given.certificateArn.startsWith(`arn:aws:acm:${given.region}:`))
      refuse(['certificateArn'], `the load balancer takes certificates of ${given.region} only`)
    if (!given.assets.certificateArn.startsWith('arn:aws:acm:us-east-1:'))
      refuse(['assets', 'certificateArn'], 'CloudFront takes certificates of us-east-1 only')
  })

/** One installation, as its operator describes it. */
export type Deployment = z.infer<typeof Deployment> & { readonly capacity: Size }

/** What is wrong with the description, one line a field. */
export class DeploymentRefused extends Error {
  override readonly name = 'DeploymentRefused'
}

/** Reads and checks a description. Throws `DeploymentRefused` that names each field and the mend. */
export const parseDeployment = (given: unknown): Deployment => {
  const parsed = Deployment.safeParse(given)
  if (!parsed.success)
    throw new DeploymentRefused(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  return { ...parsed.data, capacity: sizes[parsed.data.size] }
}

export const readDeployment = (path: string): Deployment => parseDeployment(JSON.parse(readFileSync(path, 'utf8')))
