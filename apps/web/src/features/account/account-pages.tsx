import { AccountPage } from './account-page.tsx'
import { ConfirmPage } from './confirm-page.tsx'
import { ForgottenPage } from './forgotten-page.tsx'
import { JoinPage } from './join-page.tsx'
import { NewPasswordPage } from './new-password-page.tsx'
import { SignUpPage } from './sign-up-page.tsx'

const pages = {
  account: AccountPage,
  confirm: ConfirmPage,
  forgotten: ForgottenPage,
  join: JoinPage,
  'new-password': NewPasswordPage,
  'sign-up': SignUpPage,
} as const

/** One of the pages around an account, by its path; they load together, since each is small. */
export const AccountPages = ({ path }: { path: keyof typeof pages }) => {
  const Shown = pages[path]
  return <Shown />
}
