import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import type { Assertion } from '@rolecall/contract/api/passkeys'
import { useMutation } from '@tanstack/react-query'
import { call } from '../api/client.ts'
import { useSay, useText } from '../text/use-text.tsx'
import { Button } from '../ui/button.tsx'
import { knowsPasskeys, signWithPasskey } from './ceremony.ts'
import { passkeyProblem } from './passkey-problem.ts'
import css from './passkeys.module.css'

/** In place of e-mail and password. Not there where the browser knows no passkeys. */
export const PasskeySignIn = <View,>(props: {
  readonly as: 'employer' | 'staff'
  readonly send: (credential: Assertion) => Promise<View>
  readonly onDone: (view: View) => void
}) => {
  const { as, send, onDone } = props
  const say = useSay()
  const text = useText()
  const signIn = useMutation({
    mutationFn: async () => send(await signWithPasskey(await call(routes.beginPasskeySignIn, { body: { as } }))),
    onSuccess: onDone,
  })
  if (!knowsPasskeys()) return null
  return (
    <div className={css.sign}>
      <Button busy={signIn.isPending} onClick={() => signIn.mutate()}>
        {say('web.passkeys.sign-in')}
      </Button>
      {signIn.error !== null && <p role="alert">{passkeyProblem(signIn.error, text)}</p>}
    </div>
  )
}
