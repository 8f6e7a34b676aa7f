import { z } from 'zod'
import { LanguageTag } from '../language.ts'
import type { Route } from './route.ts'
import { SessionView } from './session.ts'

/** Long rather than odd: no rule of what it is made of. One that is easy to guess is refused as `easy-password`. */
export const NewPassword = z.string().min(15).max(256)
export const EmailAddress = z.email().max(254)
/** A name that stands in mails and on pages: one line, no address of a site. */
export const PlainName = z
  .string()
  .trim()
  .min(2)
  .max(80)
  .regex(/^(?!.*:\/\/)[^\p{C}<>]+$/u)

/** What a link in a mail carries. It is used up by what it is sent to. */
export const LinkToken = z.string().min(1).max(200)

export const SignUp = z.strictObject({
  email: EmailAddress,
  name: PlainName,
  password: NewPassword,
  organisationName: PlainName,
  /** ISO 3166-1, one of `SessionView.signUp.countries`. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** In which mails are written. */
  language: LanguageTag,
})
export type SignUp = z.infer<typeof SignUp>

/** A password that someone has already is only compared. */
const KnownPassword = z.string().min(1).max(256)

export const accountRoutes = {
  signUp: {
    method: 'POST',
    creates: true,
    path: '/sign-ups',
    surface: 'public',
    summary: 'Ask for an account and an organisation; a mail holds the link that makes both',
    body: SignUp,
    success: { status: 204, description: 'A mail is on its way, whether the e-mail is known or not' },
    problems: ['mail-off'],
  },
  confirmSignUp: {
    method: 'POST',
    creates: 'session',
    path: '/sign-ups/confirmed',
    surface: 'public',
    summary: 'Make the account, with the token of the mail and the password that was chosen, and sign in',
    body: z.strictObject({ token: LinkToken, password: KnownPassword }),
    success: { status: 200, description: 'Signed in; the organisation waits to be vetted', schema: SessionView },
    problems: ['link-over'],
  },
  forgotPassword: {
    method: 'POST',
    creates: true,
    path: '/password/forgotten',
    surface: 'public',
    summary: 'Ask for a link to a new password',
    body: z.strictObject({ email: EmailAddress }),
    success: { status: 204, description: 'A mail is on its way if there is such an account' },
    problems: ['mail-off'],
  },
  resetPassword: {
    method: 'POST',
    creates: 'link',
    path: '/password/reset',
    surface: 'public',
    summary: 'Set a new password with the token of a mail; every session ends',
    body: z.strictObject({ token: LinkToken, password: NewPassword }),
    success: { status: 204, description: 'The password is set' },
    problems: ['link-over'],
  },
  changePassword: {
    method: 'PUT',
    path: '/password',
    surface: 'session',
    summary: 'Change the own password; every other session ends',
    body: z.strictObject({ presentPassword: KnownPassword, password: NewPassword }),
    success: { status: 204, description: 'The password is changed' },
    problems: ['conflict'],
  },
} as const satisfies Record<string, Route>
