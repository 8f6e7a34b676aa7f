import type { ImportPreview } from '@rolecall/contract/api/job-import'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { errorText } from './columns.ts'
import css from './import.module.css'
import { LineFacts } from './line-facts.tsx'
import { type LineProps, type Standing, standingOf } from './lines.ts'
import { OccupationChoice } from './occupation-choice.tsx'
import { PlaceChoice } from './place-choice.tsx'

const tones = { ready: undefined, check: 'check', stopped: 'bad', 'left-out': undefined } as const satisfies Record<
  Standing,
  string | undefined
>

/** A line of the file: what it was understood as, what is wrong with it, and what can be chosen. */
export const LineCard = (props: LineProps & { columns: ImportPreview['columns'] }) => {
  const { row, choice, choose, columns } = props
  const say = useSay()
  const text = useText()
  const standing = standingOf(row, choice)
  const line = { line: row.line }
  return (
    <Card as="li" className={css.line}>
      <h2 className={css.title}>
        <span>
          <span className={css.number}>{say('web.import.line', line)}</span> <bdi>{row.posting.title ?? ''}</bdi>
        </span>
        <Chip tone={tones[standing]}>{say(`web.import.state.${standing}`)}</Chip>
      </h2>
      {!choice.leftOut && (
        <>
          {row.errors.length > 0 && (
            <ul className={css.errors}>
              {row.errors.map((error) => (
                <li key={`${error.column} ${error.code} ${error.said}`} data-stops={error.stops}>
                  {errorText(error, columns, text)}
                </li>
              ))}
            </ul>
          )}
          <div className={css.understood}>
            <div className={css.choices}>
              <OccupationChoice {...props} />
              <PlaceChoice {...props} />
            </div>
            <LineFacts row={row} />
          </div>
        </>
      )}
      <div>
        <Button look="quiet" onClick={() => choose({ leftOut: !choice.leftOut })}>
          {say(choice.leftOut ? 'web.import.take-in' : 'web.import.leave-out', line)}
        </Button>
      </div>
    </Card>
  )
}
