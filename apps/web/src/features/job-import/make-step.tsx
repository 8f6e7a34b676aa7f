import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import type { ImportPreview } from '@rolecall/contract/api/job-import'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { call } from '../../api/client.ts'
import { jobsQuery } from '../../api/queries.ts'
import { readAnew } from '../../api/read-anew.ts'
import { useSay } from '../../text/use-text.tsx'
import { Page } from '../../ui/page.tsx'
import css from './import.module.css'
import type { Choices, Line } from './lines.ts'
import { makeJobs, type Outcome } from './make-jobs.ts'
import { ResultStep } from './result-step.tsx'

type MakeProps = {
  readonly organisationId: string
  readonly preview: ImportPreview
  readonly choices: Choices
  readonly lines: readonly Line[]
  readonly publish: boolean
  readonly again: () => void
}

/** Makes the jobs, one after the other, and says what became of each. */
export const MakeStep = (props: MakeProps) => {
  const { outcomes, isDone } = useMaking(props)
  return isDone ? (
    <ResultStep {...props} outcomes={outcomes} />
  ) : (
    <Progress done={outcomes.length} count={props.lines.length} />
  )
}

const Progress = ({ done, count }: { done: number; count: number }) => {
  const say = useSay()
  return (
    <Page title={say('web.import.making-title')} lead={say('web.import.keep-open')}>
      <div className={css.progress}>
        <label htmlFor="making">{say('web.import.making', { done, count })}</label>
        <progress id="making" max={count} value={done} />
      </div>
    </Page>
  )
}

const useMaking = ({ organisationId, lines, publish }: MakeProps) => {
  const client = useQueryClient()
  // They are those of the moment at which one pressed.
  const [toMake] = useState(lines)
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const [isDone, setDone] = useState(false)
  useEffect(() => {
    let isOver = false
    const make = async () => {
      await makeJobs(toMake, {
        send: ({ posting, key }) =>
          call(routes.createJob, { params: { organisationId }, body: { posting, publish }, key }),
        wait: (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
        told: (all) => !isOver && setOutcomes(all),
        isOver: () => isOver,
      })
      if (isOver) return
      void readAnew(client, jobsQuery(organisationId).queryKey)
      setDone(true)
    }
    void make()
    return () => {
      isOver = true
    }
  }, [client, organisationId, publish, toMake])
  return { outcomes, isDone }
}
