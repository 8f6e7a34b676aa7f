import type { DocumentOf } from '@rolecall/core/model/collections'
import type { AppDeps } from './deps.ts'

/**
 * A link that opens the chat at a job, its code and where the link stood in the text that is ready to send; undefined
 * unless one can apply.
 */
export const applyUrlOf = (
  { config, texts, clock }: Pick<AppDeps, 'config' | 'texts' | 'clock'>,
  job: Pick<DocumentOf<'jobs'>, 'code' | 'state' | 'expiresAt' | 'posting'>,
  language: string,
): string | undefined =>
  job.state === 'open' && job.expiresAt > clock.now()
    ? config.whatsappLink(
        `${texts.say({ key: 'web.apply.text', values: { job: job.posting.title, code: job.code } }, language)} src-web`,
      )
    : undefined
