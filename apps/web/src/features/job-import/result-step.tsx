import type { ImportPreview } from '@rolecall/contract/api/job-import'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { CsvLink } from './csv-link.tsx'
import { failedRows, failuresOf } from './failures.ts'
import css from './import.module.css'
import type { Choices } from './lines.ts'
import type { Outcome } from './make-jobs.ts'

/** What was made, what was left out, and what was not made and why, to be mended and brought again. */
export const ResultStep = (props: {
  organisationId: string
  preview: ImportPreview
  choices: Choices
  outcomes: readonly Outcome[]
  publish: boolean
  again: () => void
}) => {
  const { organisationId, preview, choices, outcomes, publish, again } = props
  const say = useSay()
  const text = useText()
  const made = outcomes.flatMap((outcome) => (outcome.result === 'made' ? [outcome.job] : []))
  const before = outcomes.filter(({ result }) => result === 'made-before').length
  const left = preview.rows.filter(({ line }) => choices[line]?.leftOut).length
  const failures = failuresOf({ preview, choices, outcomes }, text)
  const status = useRef<HTMLDivElement>(null)
  useEffect(() => {
    status.current?.focus()
  }, [])
  return (
    <Page
      title={say('web.import.done', { count: made.length })}
      main={
        <>
          <Link className={buttonClass('primary')} to={`/${organisationId}`}>
            {say('web.state.to-jobs')}
          </Link>
          <Button onClick={again}>{say('web.import.other-file')}</Button>
        </>
      }
    >
      <div ref={status} tabIndex={-1} role="status" className={css.counts}>
        {made.length > 0 && <p>{say(publish ? 'web.import.done-published' : 'web.import.done-drafts')}</p>}
        {before > 0 && <p>{say('web.import.made-before', { count: before })}</p>}
        {left > 0 && <p>{say('web.import.left', { count: left })}</p>}
        {failures.length > 0 && (
          <p>
            <strong>{say('web.import.failed', { count: failures.length })}</strong>
          </p>
        )}
      </div>
      {failures.length > 0 && (
        <section className={css.failures}>
          <ul>
            {failures.map(({ line, title, reason }) => (
              <li key={line}>{say('web.import.failed-line', { line, title, reason })}</li>
            ))}
          </ul>
          <p>{say('web.import.failed-hint')}</p>
          <div>
            <CsvLink rows={failedRows(preview, failures, text)} name={say('web.import.failed-name')}>
              {say('web.import.failed-file')}
            </CsvLink>
          </div>
        </section>
      )}
      {made.length > 0 && (
        <section className={css.failures}>
          <h2>{say('web.import.made-list')}</h2>
          <ul>
            {made.map(({ id, title }) => (
              <li key={id}>
                <Link to={`/${organisationId}/jobs/${id}/posting`}>
                  <bdi>{title}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  )
}
