import type { ImportPreview, ImportRow } from '@rolecall/contract/api/job-import'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { sessionQuery } from '../../api/queries.ts'
import { Labelled } from '../../text/labels.tsx'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import css from './import.module.css'
import { LineCard } from './line-card.tsx'
import { type Choice, type Choices, type Standing, standingOf } from './lines.ts'

type CheckProps = {
  readonly preview: ImportPreview
  readonly choices: Choices
  readonly choose: (line: number, choice: Choice) => void
  readonly make: (publish: boolean) => void
  readonly again: () => void
}

/** What was understood of each line, before anything is made. */
export const CheckStep = ({ preview, choices, choose, make, again }: CheckProps) => {
  const say = useSay()
  const mayPublish = useMayPublish()
  const [asking, setAsking] = useState(false)
  const standings = preview.rows.map((row) => standingOf(row, choices[row.line]))
  const count = (standing: Standing): number => standings.filter((each) => each === standing).length
  const makeable = count('ready') + count('check')
  return (
    <Page
      title={say('web.import.check', { count: preview.rows.length })}
      lead={say('web.import.check-lead')}
      main={
        makeable > 0 && (
          <>
            {mayPublish && (
              <Button look="primary" onClick={() => setAsking(true)}>
                {say('web.import.publish', { count: makeable })}
              </Button>
            )}
            <Button look={mayPublish ? 'secondary' : 'primary'} onClick={() => make(false)}>
              {say('web.import.drafts', { count: makeable })}
            </Button>
          </>
        )
      }
    >
      <Counts preview={preview} count={count} />
      {!mayPublish && <p>{say('problem.not-vetted')}</p>}
      <Labelled labels={preview.labels}>
        <Lines preview={preview} choices={choices} choose={choose} standings={standings} />
      </Labelled>
      <div>
        <Button look="quiet" onClick={again}>
          {say('web.import.other-file')}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          count={makeable}
          guesses={count('check')}
          publish={() => make(true)}
          onClose={() => setAsking(false)}
        />
      )}
    </Page>
  )
}

/** Until the operator has checked an organisation it makes drafts alone. */
const useMayPublish = (): boolean => {
  const { organisationId } = useParams()
  const own = useQuery(sessionQuery).data?.organisations.find((each) => each.organisationId === organisationId)
  return own === undefined || own.state === 'vetted'
}

const Counts = ({ preview, count }: { preview: ImportPreview; count: (standing: Standing) => number }) => {
  const say = useSay()
  const text = useText()
  const unread = preview.columns.flatMap(({ header, field }) =>
    field === undefined && header.trim() !== '' ? [header.trim().slice(0, 60)] : [],
  )
  const counts = { ready: count('ready'), check: count('check'), stopped: count('stopped'), left: count('left-out') }
  return (
    <div className={css.counts}>
      <p role="status">
        <strong>{say('web.import.counts', counts)}</strong>
      </p>
      {unread.length > 0 && <p>{say('web.import.unread', { columns: text.list(unread) })}</p>}
    </div>
  )
}

type Shown = 'all' | 'check' | 'stopped'
/** So many cards a screen takes at once. */
const atOnce = 50

const Lines = (props: Pick<CheckProps, 'preview' | 'choices' | 'choose'> & { standings: readonly Standing[] }) => {
  const { preview, choices, choose, standings } = props
  const say = useSay()
  const [shown, setShown] = useState<Shown>('all')
  const [most, setMost] = useState(atOnce)
  // What one mends under one's hands does not go away: what a filter shows is settled when it is chosen.
  const [kept, setKept] = useState<readonly ImportRow[]>(preview.rows)
  const filter = (next: Shown) => {
    setShown(next)
    setMost(atOnce)
    setKept(preview.rows.filter((_, at) => next === 'all' || standings[at] === next))
  }
  const options = (['all', 'check', 'stopped'] as const).map((value) => ({
    value,
    label: say(`web.import.show-${value}`),
  }))
  return (
    <>
      <div>
        <Segments
          id="show"
          label={say('web.import.show')}
          options={options}
          value={shown}
          onChange={(value) => filter(options.find((each) => each.value === value)?.value ?? 'all')}
        />
      </div>
      {kept.length === 0 && <p>{say('web.import.show-none')}</p>}
      <ul className={css.lines}>
        {kept.slice(0, most).map((row) => (
          <LineCard
            key={row.line}
            row={row}
            columns={preview.columns}
            choice={choices[row.line] ?? {}}
            choose={(choice) => choose(row.line, choice)}
          />
        ))}
      </ul>
      {kept.length > most && (
        <div>
          <Button onClick={() => setMost(most + atOnce)}>{say('web.state.more')}</Button>
        </div>
      )}
    </>
  )
}

const ConfirmDialog = (props: { count: number; guesses: number; publish: () => void; onClose: () => void }) => {
  const say = useSay()
  return (
    <Dialog
      title={say('web.import.confirm', { count: props.count })}
      onClose={props.onClose}
      actions={
        <>
          <Button look="primary" onClick={props.publish}>
            {say('web.form.publish-now')}
          </Button>
          <Button look="quiet" onClick={props.onClose}>
            {say('web.form.keep-editing')}
          </Button>
        </>
      }
    >
      {props.guesses > 0 && <p>{say('web.import.confirm-check', { count: props.guesses })}</p>}
      <p>{say('web.form.check-text')}</p>
    </Dialog>
  )
}
