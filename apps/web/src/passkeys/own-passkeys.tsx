import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import type { PasskeyView } from '@rolecall/contract/api/passkeys'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { ApiProblem, call } from '../api/client.ts'
import { passkeysQuery } from '../api/queries.ts'
import { readAnew } from '../api/read-anew.ts'
import { momentText } from '../applications/time-left.ts'
import { SimpleForm } from '../forms/simple-form.tsx'
import { deviceName } from '../text/device-name.ts'
import { useSay, useText } from '../text/use-text.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { TextField } from '../ui/field.tsx'
import { QueryState } from '../ui/query-state.tsx'
import rows from '../ui/rows.module.css'
import { knowsPasskeys, makePasskey } from './ceremony.ts'
import { passkeyProblem } from './passkey-problem.ts'
import css from './passkeys.module.css'

/**
 * One's passkeys, to add and to remove. Who signed in a while ago says the password once more, where a password is proof
 * enough (`provable`); else the page asks for a new sign-in.
 */
export const OwnPasskeys = ({ provable }: { provable: boolean }) => {
  const say = useSay()
  const text = useText()
  const client = useQueryClient()
  const [done, setDone] = useState<'added' | 'removed'>()
  const change = useMutation({
    mutationFn: (wish: Wish) => ('add' in wish ? add(wish.add) : remove(wish.remove)),
    onMutate: () => setDone(undefined),
    onSuccess: async (_, wish) => {
      setDone('add' in wish ? 'added' : 'removed')
      await readAnew(client, passkeysQuery.queryKey)
    },
  })
  const { error, variables } = change
  const old = error instanceof ApiProblem && error.code === 'sign-in-again'
  return (
    <>
      <p>{say('web.passkeys.lead')}</p>
      <QueryState query={useQuery(passkeysQuery)}>
        {({ items }) => (
          <ul className={classNames(rows.rows, css.list)}>
            {items.map((passkey) => (
              <Row
                key={passkey.id}
                passkey={passkey}
                busy={change.isPending}
                remove={() => change.mutate({ remove: passkey.id })}
              />
            ))}
          </ul>
        )}
      </QueryState>
      <p role="status">{done !== undefined && say(`web.passkeys.${done}`)}</p>
      {error !== null && !(old && provable) && <p role="alert">{passkeyProblem(error, text)}</p>}
      {old && provable && variables ? (
        <Prove proven={() => change.mutate(variables)} />
      ) : (
        <AddPasskey busy={change.isPending} add={(name) => change.mutate({ add: name })} />
      )}
    </>
  )
}

type Wish = { readonly add: string } | { readonly remove: string }

const add = async (name: string): Promise<unknown> => {
  const credential = await makePasskey(await call(routes.beginPasskey, {}))
  return call(routes.addPasskey, { body: { name, credential } })
}

const remove = (passkeyId: string): Promise<unknown> => call(routes.removePasskey, { params: { passkeyId } })

const Row = ({ passkey, busy, remove: press }: { passkey: PasskeyView; busy: boolean; remove: () => void }) => {
  const say = useSay()
  const text = useText()
  const { name, since, lastUsedAt } = passkey
  return (
    <li>
      <div>
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <p>
          {lastUsedAt === undefined
            ? say('web.passkeys.unused', { since: momentText(since, text) })
            : say('web.sessions.times', { since: momentText(since, text), seen: momentText(lastUsedAt, text) })}
        </p>
      </div>
      <Button busy={busy} onClick={press} aria-label={say('web.passkeys.remove-of', { name })}>
        {say('web.passkeys.remove')}
      </Button>
    </li>
  )
}

const AddPasskey = ({ busy, add: press }: { busy: boolean; add: (name: string) => void }) => {
  const say = useSay()
  const [name, setName] = useState(() => deviceName(navigator.userAgent) ?? '')
  if (!knowsPasskeys()) return <p>{say('web.passkeys.unknown')}</p>
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!busy) press(name.trim() || say('web.passkeys.one'))
  }
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextField
        id="passkey-name"
        label={say('web.passkeys.name')}
        hint={say('web.passkeys.name-hint')}
        autoComplete="off"
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" busy={busy}>
        {say('web.passkeys.add')}
      </Button>
    </form>
  )
}

/** The password once more; then what was asked for goes on. */
const Prove = ({ proven }: { proven: () => void }) => {
  const say = useSay()
  const password = { id: 'passwordAgain', label: say('web.sign-in.password'), type: 'password' } as const
  return (
    <>
      <p role="status">{say('web.passkeys.prove')}</p>
      <SimpleForm
        fields={[{ ...password, autoComplete: 'current-password' }]}
        submit={say('web.passkeys.go-on')}
        send={({ passwordAgain = '' }) => call(routes.proveSession, { body: { passwordAgain } })}
        onDone={proven}
      />
    </>
  )
}
