import type { ApiClient, ApiClientWithSecret } from '@rolecall/contract/api/api-clients'
import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { apiClientsQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import rows from '../../ui/rows.module.css'

/** A new secret, or the end. */
export const ClientActions = (props: { client: ApiClient; onSecret: (client: ApiClientWithSecret) => void }) => {
  const say = useSay()
  const text = useText()
  const { client, onSecret } = props
  const [revoking, setRevoking] = useState(false)
  const { rotate, revoke } = useChanges(client.id, onSecret)
  const error = rotate.error ?? revoke.error
  return (
    <div>
      <Menu label={say('web.api.change', { name: client.name })}>
        <Button look="quiet" busy={rotate.isPending} onClick={() => rotate.mutate()}>
          {say('web.api.rotate')}
        </Button>
        <Button look="danger" onClick={() => setRevoking(true)}>
          {say('web.api.revoke')}
        </Button>
      </Menu>
      {error !== null && (
        <p role="alert" className={rows.refused}>
          {problemText(error, text)}
        </p>
      )}
      {revoking && (
        <RevokeDialog name={client.name} revoke={() => revoke.mutate()} onClose={() => setRevoking(false)} />
      )}
    </div>
  )
}

const useChanges = (clientId: string, onSecret: (client: ApiClientWithSecret) => void) => {
  const { organisationId = '' } = useParams()
  const client = useQueryClient()
  const params = { organisationId, clientId }
  const onSettled = () => readAnew(client, apiClientsQuery(organisationId).queryKey)
  return {
    rotate: useMutation({
      mutationFn: () => call(routes.rotateApiClient, { params, body: {} }),
      onSuccess: onSecret,
      onSettled,
    }),
    revoke: useMutation({ mutationFn: () => call(routes.revokeApiClient, { params }), onSettled }),
  }
}

const RevokeDialog = ({ name, revoke, onClose }: { name: string; revoke: () => void; onClose: () => void }) => {
  const say = useSay()
  const confirm = () => {
    revoke()
    onClose()
  }
  return (
    <Dialog
      title={say('web.api.revoke-title', { name })}
      onClose={onClose}
      actions={
        <>
          <Button look="danger" onClick={confirm}>
            {say('web.api.revoke')}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {say('web.members.keep')}
          </Button>
        </>
      }
    >
      <p>{say('web.api.revoke-text')}</p>
    </Dialog>
  )
}
