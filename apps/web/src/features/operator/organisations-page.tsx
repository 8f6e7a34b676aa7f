import { type OrganisationView, SuspendReason } from '@rolecall/contract/api/operator'
import { routes } from '@rolecall/contract/api/routes'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { type OrganisationState, organisationsQuery } from '../../api/operator-queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { dayText } from '../../applications/time-left.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { PagedList } from '../../ui/paged-list.tsx'
import css from './operator.module.css'

const states = ['pending', 'vetted', 'suspended'] as const

/** A moderator's screen: who wants to publish, what, and whether they may. */
export const OrganisationsPage = () => {
  const say = useSay()
  const [state, setState] = useState<OrganisationState>('pending')
  const query = useInfiniteQuery(organisationsQuery(state))
  return (
    <Page title={say('web.operator.organisations.title')} lead={say('web.operator.organisations.lead')}>
      <div className={css.filter}>
        <Select
          id="state"
          label={say('web.operator.organisations.filter')}
          value={state}
          options={states.map((each) => ({
            value: each,
            label: say('web.operator.organisations.state', { state: each }),
          }))}
          onChange={(event) => setState(states.find((each) => each === event.target.value) ?? 'pending')}
        />
      </div>
      <PagedList query={query} none={say('web.operator.organisations.none')}>
        {(items) => (
          <ul className={css.cards}>
            {items.map((organisation) => (
              <OrganisationCard key={organisation.id} organisation={organisation} />
            ))}
          </ul>
        )}
      </PagedList>
    </Page>
  )
}

const OrganisationCard = ({ organisation }: { organisation: OrganisationView }) => {
  const say = useSay()
  const text = useText()
  const [stopping, setStopping] = useState(false)
  const vet = useVet(organisation.id)
  const { name, country, createdAt, owners, jobs, state } = organisation
  return (
    <Card as="li" className={css.card}>
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <p>{say('web.operator.organisations.since', { country, day: dayText(createdAt, text, Date.now()) })}</p>
      {owners.map((owner) => (
        <p key={owner.email}>
          <bdi>{owner.name}</bdi>, <bdi>{owner.email}</bdi>
        </p>
      ))}
      {jobs.map((job) => (
        <details key={job.id}>
          <summary>
            <bdi>{job.title}</bdi>
          </summary>
          <p className={css.description}>
            <bdi>{job.description}</bdi>
          </p>
        </details>
      ))}
      {vet.error !== null && <p role="alert">{problemText(vet.error, text)}</p>}
      <div className={css.actions}>
        {state !== 'vetted' && (
          <Button look="primary" busy={vet.isPending} onClick={() => vet.mutate({ state: 'vetted' })}>
            {say('web.operator.organisations.vet')}
          </Button>
        )}
        {state !== 'suspended' && (
          <Button look="danger" busy={vet.isPending} onClick={() => setStopping(true)}>
            {say('web.operator.organisations.stop')}
          </Button>
        )}
      </div>
      {stopping && (
        <StopDialog
          name={name}
          stop={(reason) => vet.mutate({ state: 'suspended', reason })}
          close={() => setStopping(false)}
        />
      )}
    </Card>
  )
}

const useVet = (organisationId: string) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { state: 'vetted' | 'suspended'; reason?: SuspendReason }) =>
      call(routes.vetOrganisation, { params: { organisationId }, body }),
    onSuccess: () => readAnew(client, ['operator', 'organisations']),
  })
}

const StopDialog = (props: { name: string; stop: (reason: SuspendReason) => void; close: () => void }) => {
  const say = useSay()
  const [reason, setReason] = useState<SuspendReason>('fraud')
  const stop = () => {
    props.close()
    props.stop(reason)
  }
  return (
    <Dialog
      title={say('web.operator.organisations.stop-title', { name: props.name })}
      onClose={props.close}
      actions={
        <>
          <Button look="danger" onClick={stop}>
            {say('web.operator.organisations.stop')}
          </Button>
          <Button onClick={props.close}>{say('web.operator.cancel')}</Button>
        </>
      }
    >
      <p>{say('web.operator.organisations.stop-text')}</p>
      <Select
        id="reason"
        label={say('web.operator.organisations.reason')}
        value={reason}
        options={SuspendReason.options.map((each) => ({
          value: each,
          label: say('web.operator.organisations.reason-name', { reason: each }),
        }))}
        onChange={(event) => setReason(SuspendReason.catch('other').parse(event.target.value))}
      />
    </Dialog>
  )
}
