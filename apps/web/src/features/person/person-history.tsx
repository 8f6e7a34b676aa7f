import type { ApplicationView } from '@rolecall/contract/api/applications'
import { stageKey } from '../../applications/stages.ts'
import { momentText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import css from './person-page.module.css'

/** Who did what when, newest last; notes are for the organisation's own eyes. */
export const PersonHistory = ({ application }: { application: ApplicationView }) => {
  const say = useSay()
  const text = useText()
  return (
    <ol className={css.history}>
      {application.history.map((step) => (
        <li key={step.at + step.state}>
          <b>{say(stageKey(step.state))}</b>
          <span>
            {momentText(step.at, text)}
            {step.by.name !== undefined && (
              <>
                {' · '}
                <bdi>{step.by.name}</bdi>
              </>
            )}
          </span>
          {step.reason !== undefined && <span>{say(`web.not-selected.${step.reason}`)}</span>}
          {step.note !== undefined && <span dir="auto">{step.note}</span>}
        </li>
      ))}
    </ol>
  )
}
