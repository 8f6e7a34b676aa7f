import type { ReactNode } from 'react'
import { useSay } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'

/** Where to look next. It says the same whether there is an account or not. */
export const MailSent = ({ to, children }: { to: string; children: ReactNode }) => {
  const say = useSay()
  return (
    <Page title={say('web.account.sent')} lead={say('web.account.sent-to', { email: to })}>
      <p role="status">{children}</p>
    </Page>
  )
}
