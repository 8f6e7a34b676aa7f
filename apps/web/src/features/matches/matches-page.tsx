import type { Matches } from '@rolecall/contract/api/matches'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { jobQuery, matchesQuery } from '../../api/queries.ts'
import { TiltReason } from '../../applications/reason-list.tsx'
import { Labelled } from '../../text/labels.tsx'
import { requirementText } from '../../text/requirement-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { MatchCard } from './match-card.tsx'
import css from './matches-page.module.css'

/** Who fits, best first, with the reasons that they can read themselves. */
export const MatchesPage = () => {
  const say = useSay()
  const { organisationId = '', jobId = '' } = useParams()
  return (
    <QueryState query={useQuery(matchesQuery(organisationId, jobId))}>
      {(matches) =>
        matches.items.length === 0 ? (
          <NoMatches matches={matches} />
        ) : (
          <Labelled labels={matches.labels}>
            <h2>{say('web.matches.title', { count: matches.items.length })}</h2>
            <p className={css.lead}>{say('web.matches.lead')}</p>
            {matches.items.slice(0, 1).map(({ personId, explanation }) => (
              <TiltReason key={personId} explanation={explanation} />
            ))}
            <ol className={css.list}>
              {matches.items.map((match) => (
                <MatchCard key={match.personId} match={match} />
              ))}
            </ol>
          </Labelled>
        )
      }
    </QueryState>
  )
}

/** Names the must that empties the list, where one does. */
const NoMatches = ({ matches }: { matches: Matches }) => {
  const say = useSay()
  const text = useText()
  const { organisationId = '', jobId = '' } = useParams()
  const { data: job } = useQuery(jobQuery(organisationId, jobId))
  const dearest = matches.costOfMusts.toSorted((a, b) => b.without - a.without)[0]
  const must = dearest && dearest.without > 0 ? job?.posting.requirements[dearest.index] : undefined
  return (
    <EmptyState
      title={say('web.matches.empty')}
      action={
        <Link className={buttonClass('secondary')} to={`/${organisationId}/jobs/${jobId}/edit`}>
          {say('web.matches.change')}
        </Link>
      }
    >
      {must && dearest
        ? say('web.matches.empty-must', { must: requirementText(must, text), count: dearest.without })
        : say('web.matches.empty-text')}
    </EmptyState>
  )
}
