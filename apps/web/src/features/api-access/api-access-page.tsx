import type { ApiClient, ApiClientWithSecret } from '@rolecall/contract/api/api-clients'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { apiClientsQuery, sessionQuery } from '../../api/queries.ts'
import { dayText, momentText } from '../../applications/time-left.ts'
import { capitalise } from '../../text/capitalise.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import rows from '../../ui/rows.module.css'
import { EmptyState } from '../../ui/states.tsx'
import { AddClient } from './add-client.tsx'
import { ClientActions } from './client-actions.tsx'
import { scopeKey } from './scope-key.ts'
import { SecretDialog } from './secret-dialog.tsx'

/** The programs that may work for the organisation: an owner adds them, gives them new secrets and revokes them. */
export const ApiAccessPage = () => {
  const say = useSay()
  const { organisationId = '' } = useParams()
  const session = useQuery(sessionQuery).data
  const owns = session?.organisations.some((each) => each.organisationId === organisationId && each.role === 'owner')
  return (
    <Page title={say('web.api.title')} lead={say('web.api.lead')}>
      {owns === true && <Clients organisationId={organisationId} />}
      {owns === false && <EmptyState title={say('web.api.owners-only')} />}
    </Page>
  )
}

const Clients = ({ organisationId }: { organisationId: string }) => {
  const say = useSay()
  const [told, setTold] = useState<ApiClientWithSecret>()
  return (
    <>
      <QueryState query={useQuery(apiClientsQuery(organisationId))}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={say('web.api.empty')} />
          ) : (
            <ul className={rows.rows}>
              {items.map((client) => (
                <li key={client.id}>
                  <ClientFacts client={client} />
                  <ClientActions client={client} onSecret={setTold} />
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
      <AddClient organisationId={organisationId} onSecret={setTold} />
      {told !== undefined && <SecretDialog told={told} onClose={() => setTold(undefined)} />}
    </>
  )
}

const ClientFacts = ({ client }: { client: ApiClient }) => {
  const say = useSay()
  const text = useText()
  const { name, scopes, lastUsedAt, expiresAt, oldSecretUntil } = client
  const used =
    lastUsedAt === undefined ? say('web.api.unused') : say('web.api.used', { moment: momentText(lastUsedAt, text) })
  return (
    <div className={rows.facts}>
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <p>{capitalise(scopes.map((scope) => say(scopeKey(scope))).join(' · '), text.language)}</p>
      <p>
        {used}
        {expiresAt !== undefined && ` · ${say('web.api.until', { until: dayText(expiresAt, text, Date.now()) })}`}
      </p>
      {oldSecretUntil !== undefined && <p>{say('web.api.old-until', { until: momentText(oldSecretUntil, text) })}</p>}
      <p>
        <code>{client.id}</code>
      </p>
    </div>
  )
}
