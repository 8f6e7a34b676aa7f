import type { Explanation } from '@rolecall/contract/explanation'
import type { Profile } from '@rolecall/contract/profile'
import type { DocumentOf } from '../model/collections.ts'

/** What a turn of the chat changes, besides its own state. `changesOf` makes store changes of it. */
export type Edit =
  | { readonly kind: 'create-person'; readonly person: DocumentOf<'people'> }
  | {
      readonly kind: 'update-person'
      readonly personId: string
      readonly name?: string
      readonly language?: string
      /** Fields that are given replace those of the profile. */
      readonly profile?: Partial<Profile>
      readonly timeZone?: string
      readonly state?: DocumentOf<'people'>['state']
      readonly alerts?: boolean
    }
  | { readonly kind: 'switch-person'; readonly personId: string }
  | {
      readonly kind: 'consent'
      readonly consentId: string
      readonly personId: string
      readonly scope: DocumentOf<'consents'>['scope']
      /** For `share-contact`: with whom. */
      readonly organisationId?: string | undefined
      readonly given: boolean
      readonly textVersion: string
      readonly language: string
    }
  | {
      readonly kind: 'apply'
      readonly applicationId: string
      readonly personId: string
      readonly jobId: string
      readonly organisationId: string
      readonly answers: DocumentOf<'applications'>['answers']
      readonly explanation: Explanation
      /** Epoch ms by which the employer answers. */
      readonly answerBy: number
      /** The tag of the link that led to the job. */
      readonly source?: string
    }
  | { readonly kind: 'withdraw'; readonly applicationId: string }
  /** To the employer of the application. */
  | {
      readonly kind: 'send-message'
      readonly messageId: string
      readonly applicationId: string
      readonly text: DocumentOf<'messages'>['text']
    }
  | { readonly kind: 'block'; readonly block: DocumentOf<'blocks'> }
  | { readonly kind: 'report'; readonly report: DocumentOf<'reports'> }
  | { readonly kind: 'save-job' | 'hide-job'; readonly personId: string; readonly jobId: string }
  | {
      readonly kind: 'list-shown'
      readonly listId: string
      readonly personId: string
      readonly entries: readonly { readonly rank: number; readonly jobId: string; readonly explanation: Explanation }[]
    }
  /** The whole account: nobody on this phone is written to unasked, or shown to employers, until `start`. */
  | { readonly kind: 'stop' }
  | { readonly kind: 'start' }
  | {
      readonly kind: 'open-case'
      readonly caseId: string
      readonly personId?: string
      readonly reason: DocumentOf<'cases'>['reason']
      /** Epoch ms by which the person was told that someone writes. */
      readonly answerBy: number
    }
  /** Of the case that is open in this chat. */
  | {
      readonly kind: 'change-case'
      readonly change: Partial<Pick<DocumentOf<'cases'>, 'reason' | 'answerBy' | 'told' | 'botBack'>>
    }
  /** The person was given a link to all that is kept of them; `token` stands in it. */
  | { readonly kind: 'request-data'; readonly token: string; readonly personId: string }
  | { readonly kind: 'delete-person'; readonly personId: string }
