import type { ApplicationSummary } from '@rolecall/contract/api/applications'
import { problemText } from '../text/problem-text.ts'
import { useSay, useText } from '../text/use-text.tsx'
import { Button } from '../ui/button.tsx'
import css from './pending-outcome.module.css'
import { stageKey } from './stages.ts'
import { momentText } from './time-left.ts'
import { useUndo } from './use-move.ts'

/** An outcome that waits to be told, with the way back. */
export const PendingOutcome = ({ application }: { application: ApplicationSummary }) => {
  const say = useSay()
  const text = useText()
  const undo = useUndo(application)
  const { pending } = application
  if (pending === undefined) return null
  return (
    <div className={css.pending}>
      <p>{say('web.pending.text', { stage: say(stageKey(pending.state)), when: momentText(pending.tellAt, text) })}</p>
      <Button busy={undo.isPending} onClick={() => undo.mutate()}>
        {say('web.pending.undo')}
      </Button>
      {undo.error !== null && <p role="alert">{problemText(undo.error, text)}</p>}
    </div>
  )
}
