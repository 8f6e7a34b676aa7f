import type { AssetOrigin } from '@rolecall/contract/pages'
import type { Config } from './config.ts'
import { demoAccounts, demoPassword } from './demo/seed.ts'

/** A few lines for whoever started the server: what runs, and which addresses to open. */
export const summarise = (options: {
  readonly config: Config
  readonly url: string
  readonly simulator: boolean
  readonly pages: boolean
  readonly assets: AssetOrigin | undefined
}): readonly string[] => {
  const { config, url } = options
  const store = config.databaseUrl.startsWith('sqlite:')
    ? `SQLite file ${config.databaseUrl.slice('sqlite:'.length)}`
    : 'MongoDB'
  const parts = [
    store,
    config.redisUrl === undefined ? undefined : 'Redis',
    config.whatsapp.simulated ? 'WhatsApp simulator' : 'WhatsApp',
    config.mail.kind === 'smtp' ? 'mail by SMTP' : undefined,
  ]
  return [
    `Rolecall runs: ${parts.filter(Boolean).join(', ')}${config.demo ? ', demo data' : ''}.`,
    ...(options.pages ? [`  Jobs       ${url}/jobs`, `  Employers  ${url}/employer`] : []),
    ...(options.simulator ? [`  Phones     ${url}/simulator/`] : []),
    ...(config.assetsUrl !== undefined && options.assets === undefined
      ? [
          `  Assets     come from here: ${config.assetsUrl} lacks this release (npm run assets:push) or sends no CORS headers`,
        ]
      : []),
    ...(config.mail.kind === 'none'
      ? ['  Mail       none leaves: set SMTP_URL and MAIL_FROM so that employers can sign up']
      : []),
    ...(config.demo
      ? [`  Sign in    ${demoAccounts.map(({ email }) => email).join(' or ')}, password ${demoPassword}`]
      : []),
  ]
}
