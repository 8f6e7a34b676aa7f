import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { type Member, MemberRole } from '@rolecall/contract/api/organisation'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { membersQuery, sessionQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import rows from '../../ui/rows.module.css'

/** Another role, or none any more. */
export const MemberActions = ({ member }: { member: Member }) => {
  const say = useSay()
  const text = useText()
  const { organisationId = '' } = useParams()
  const [removing, setRemoving] = useState(false)
  const change = useChange(organisationId, member.userId)
  return (
    <div>
      <Menu label={say('web.members.change', { name: member.name })}>
        {MemberRole.options
          .filter((role) => role !== member.role)
          .map((role) => (
            <Button key={role} look="quiet" busy={change.isPending} onClick={() => change.mutate(role)}>
              {say('web.members.make', { role })}
            </Button>
          ))}
        <Button look="danger" onClick={() => setRemoving(true)}>
          {say('web.members.remove')}
        </Button>
      </Menu>
      {change.error !== null && (
        <p role="alert" className={rows.refused}>
          {problemText(change.error, text)}
        </p>
      )}
      {removing && (
        <RemoveDialog name={member.name} remove={() => change.mutate(undefined)} onClose={() => setRemoving(false)} />
      )}
    </div>
  )
}

const useChange = (organisationId: string, userId: string) => {
  const client = useQueryClient()
  const params = { organisationId, userId }
  return useMutation({
    mutationFn: (role: MemberRole | undefined) =>
      role === undefined
        ? call(routes.removeMember, { params })
        : call(routes.changeMemberRole, { params, body: { role } }),
    // It may be one's own role.
    onSettled: () =>
      Promise.all([readAnew(client, membersQuery(organisationId).queryKey), readAnew(client, sessionQuery.queryKey)]),
  })
}

const RemoveDialog = ({ name, remove, onClose }: { name: string; remove: () => void; onClose: () => void }) => {
  const say = useSay()
  const confirm = () => {
    remove()
    onClose()
  }
  return (
    <Dialog
      title={say('web.members.remove-title', { name })}
      onClose={onClose}
      actions={
        <>
          <Button look="danger" onClick={confirm}>
            {say('web.members.remove')}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {say('web.members.keep')}
          </Button>
        </>
      }
    >
      <p>{say('web.members.remove-text')}</p>
    </Dialog>
  )
}
