import type { ApplicationSummary } from '@rolecall/contract/api/applications'
import type { ApplicationState } from '@rolecall/contract/application'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { jobApplicationsQuery } from '../../api/queries.ts'
import { activeStages, endedStages, stageKey } from '../../applications/stages.ts'
import { useSay } from '../../text/use-text.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { QueryState } from '../../ui/query-state.tsx'
import { Segments } from '../../ui/segments.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ApplicationCard } from './application-card.tsx'
import { MoveOpener } from './move-opener.tsx'
import css from './pipeline-page.module.css'

/** Who applied, by stage: a list on a phone, columns or a list on a wide screen. */
export const PipelinePage = () => {
  const { organisationId = '', jobId = '' } = useParams()
  return (
    <QueryState query={useQuery(jobApplicationsQuery(organisationId, jobId))}>
      {(applications) => (applications.length === 0 ? <NobodyYet /> : <Pipeline applications={applications} />)}
    </QueryState>
  )
}

const Pipeline = ({ applications }: { applications: readonly ApplicationSummary[] }) => {
  const say = useSay()
  const [view, setView] = useState('columns')
  const [moving, setMoving] = useState<string>()
  const stage = (state: ApplicationState) => (
    <Stage
      key={state}
      state={state}
      applications={applications.filter((each) => each.state === state)}
      move={setMoving}
    />
  )
  return (
    <>
      <div className={css.view}>
        <Segments
          id="view"
          label={say('web.pipeline.view')}
          value={view}
          onChange={setView}
          options={[
            { value: 'columns', label: say('web.pipeline.columns') },
            { value: 'list', label: say('web.pipeline.list') },
          ]}
        />
      </div>
      <div className={view === 'columns' ? css.columns : css.stages}>{activeStages.map(stage)}</div>
      <div className={css.stages}>{endedStages.map(stage)}</div>
      {moving !== undefined && <MoveOpener applicationId={moving} onClose={() => setMoving(undefined)} />}
    </>
  )
}

const Stage = (props: {
  state: ApplicationState
  applications: readonly ApplicationSummary[]
  move: (applicationId: string) => void
}) => {
  const say = useSay()
  const { state, applications, move } = props
  return (
    <section className={css.stage} data-empty={applications.length === 0 || undefined}>
      <h2>
        {say(stageKey(state))} <span className={css.count}>{applications.length}</span>
      </h2>
      <ul className={css.cards}>
        {applications.map((application) => (
          <ApplicationCard key={application.id} application={application} move={() => move(application.id)} />
        ))}
      </ul>
    </section>
  )
}

const NobodyYet = () => {
  const say = useSay()
  const { organisationId = '', jobId = '' } = useParams()
  return (
    <EmptyState
      title={say('web.pipeline.empty')}
      action={
        <Link className={buttonClass('primary')} to={`/${organisationId}/jobs/${jobId}/matches`}>
          {say('web.pipeline.see-fits')}
        </Link>
      }
    >
      {say('web.pipeline.empty-text')}
    </EmptyState>
  )
}
