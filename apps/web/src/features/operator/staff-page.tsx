import type { StaffMember } from '@rolecall/contract/api/operator'
import { routes } from '@rolecall/contract/api/routes'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { ApiProblem, call } from '../../api/client.ts'
import { staffQuery, staffSessionQuery } from '../../api/operator-queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { dayText } from '../../applications/time-left.ts'
import { useRequestKey } from '../../forms/use-request-key.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import css from './operator.module.css'

const roles = ['support', 'moderator', 'administrator', 'auditor'] as const
type Role = StaffMember['role']
const roleOf = (value: string): Role => roles.find((role) => role === value) ?? 'support'

/** An administrator's screen: who works here, as what, and the way in for someone new. */
export const StaffPage = () => {
  const say = useSay()
  const self = useQuery(staffSessionQuery).data?.staff?.userId
  return (
    <Page title={say('web.operator.staff.title')} lead={say('web.operator.staff.lead')}>
      <AddStaff />
      <QueryState query={useQuery(staffQuery)}>
        {({ items }) => (
          <ul className={css.cards}>
            {items.map((member) => (
              <Member key={member.userId} member={member} self={member.userId === self} />
            ))}
          </ul>
        )}
      </QueryState>
    </Page>
  )
}

const Member = ({ member, self }: { member: StaffMember; self: boolean }) => {
  const say = useSay()
  const text = useText()
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (body: { role?: Role; ended?: boolean }) =>
      call(routes.changeStaff, { params: { userId: member.userId }, body }),
    onSuccess: () => readAnew(client, staffQuery.queryKey),
  })
  const fixed = self || member.state === 'ended'
  return (
    <Card as="li" className={css.card}>
      <h2>
        <bdi>{member.name}</bdi>
      </h2>
      <p>
        <bdi>{member.email}</bdi>
      </p>
      <p>{say('web.operator.staff.state', { state: member.state, since: dayText(member.since, text, Date.now()) })}</p>
      {change.error !== null && <p role="alert">{problemText(change.error, text)}</p>}
      {fixed ? (
        <p>{say('web.operator.role', { role: member.role })}</p>
      ) : (
        <div className={css.actions}>
          <RoleSelect id={`role-${member.userId}`} value={member.role} choose={(role) => change.mutate({ role })} />
          <Button look="danger" busy={change.isPending} onClick={() => change.mutate({ ended: true })}>
            {say('web.operator.staff.end')}
          </Button>
        </div>
      )}
    </Card>
  )
}

const RoleSelect = (props: { id: string; value: Role; choose: (role: Role) => void }) => {
  const say = useSay()
  return (
    <Select
      id={props.id}
      label={say('web.operator.staff.role')}
      value={props.value}
      options={roles.map((role) => ({ value: role, label: say('web.operator.role', { role }) }))}
      onChange={(event) => props.choose(roleOf(event.target.value))}
    />
  )
}

const AddStaff = () => {
  const say = useSay()
  const text = useText()
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('moderator')
  const key = useRequestKey()
  const add = useMutation({
    mutationFn: () => call(routes.addStaff, { body: { email, name, role }, key: key.of({ email, name, role }) }),
    onSuccess: () => {
      key.done()
      return readAnew(client, staffQuery.queryKey)
    },
    // Whose link was lost gets a new one when it is asked for once more.
    onError: (error) => {
      if (error instanceof ApiProblem && error.code === 'made-already') key.done()
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!add.isPending) add.mutate()
  }
  const wrong = add.error instanceof ApiProblem ? add.error.errors : []
  const errors = wrong.map(({ pointer, code }) => ({
    fieldId: pointer.slice(1),
    message: `${pointer === '/name' ? say('web.operator.staff.name') : say('web.sign-in.email')}: ${say(`form.error.${code}`)}`,
  }))
  const other = add.error === null ? [] : [{ fieldId: 'email', message: problemText(add.error, text) }]
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <h2>{say('web.operator.staff.add')}</h2>
      <ErrorSummary errors={errors.length > 0 ? errors : other} />
      <TextField
        id="email"
        label={say('web.sign-in.email')}
        type="email"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        id="name"
        label={say('web.operator.staff.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <RoleSelect id="role" value={role} choose={setRole} />
      <Button type="submit" look="primary" busy={add.isPending}>
        {say('web.operator.staff.submit')}
      </Button>
      {add.data && (
        <Card tone="check" role="status">
          <p>{say('web.operator.staff.link')}</p>
          <p className={css.link}>
            <code>{add.data.url}</code>
          </p>
        </Card>
      )}
    </form>
  )
}
