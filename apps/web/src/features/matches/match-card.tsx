import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import type { Match } from '@rolecall/contract/api/matches'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { call } from '../../api/client.ts'
import { jobQuery, matchesQuery } from '../../api/queries.ts'
import { CheckList, ReasonList } from '../../applications/reason-list.tsx'
import { dayText } from '../../applications/time-left.ts'
import { useRequestKey } from '../../forms/use-request-key.ts'
import { problemText } from '../../text/problem-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import css from './matches-page.module.css'

/** First name, about how far, three reasons, one thing to check, and Invite. */
export const MatchCard = ({ match }: { match: Match }) => {
  const say = useSay()
  return (
    <Card as="li" className={css.card}>
      <h3>
        <bdi>{match.firstName}</bdi>
      </h3>
      <p className={css.where}>
        {match.distanceBand !== undefined && <span>{say(`web.distance.${match.distanceBand}`)}</span>}
        {match.town !== undefined && <bdi>{match.town}</bdi>}
      </p>
      <ReasonList explanation={match.explanation} most={3} />
      <CheckList explanation={match.explanation} most={1} />
      <p className={css.invite}>
        <NextStep match={match} />
      </p>
    </Card>
  )
}

const NextStep = ({ match }: { match: Match }) => {
  const say = useSay()
  const text = useText()
  const { organisationId = '', jobId = '' } = useParams()
  const { data: job } = useQuery(jobQuery(organisationId, jobId))
  const invite = useInvite(match)
  if (match.applicationId !== undefined) {
    return (
      <Link className={buttonClass('secondary')} to={`/${organisationId}/applications/${match.applicationId}`}>
        {say('web.matches.applied')}
      </Link>
    )
  }
  if (match.invitedAt !== undefined)
    return say('web.matches.invited', { date: dayText(match.invitedAt, text, Date.now()) })
  if (job?.state !== 'open') return say('web.matches.not-open')
  if (!match.invitable) return say('web.matches.not-invitable')
  return (
    <>
      <Button busy={invite.isPending} onClick={() => invite.mutate()}>
        {say('web.matches.invite')} <VisuallyHidden>{match.firstName}</VisuallyHidden>
      </Button>
      {invite.error !== null && <span role="alert">{problemText(invite.error, text)}</span>}
    </>
  )
}

/** Marks the card once the server has it. */
const useInvite = (match: Match) => {
  const client = useQueryClient()
  const { organisationId = '', jobId = '' } = useParams()
  const { queryKey } = matchesQuery(organisationId, jobId)
  const key = useRequestKey()
  return useMutation({
    mutationFn: () =>
      call(routes.invitePerson, {
        params: { organisationId, jobId },
        body: { personId: match.personId },
        key: key.of(match.personId),
      }),
    onSuccess: ({ invitedAt }) =>
      client.setQueryData(
        queryKey,
        (old) =>
          old && {
            ...old,
            items: old.items.map((each) => (each.personId === match.personId ? { ...each, invitedAt } : each)),
          },
      ),
  })
}
