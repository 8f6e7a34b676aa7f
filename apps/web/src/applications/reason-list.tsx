import type { Constraint, Explanation } from '@rolecall/contract/explanation'
import { reasonKey, reasonsOf, tiltReason } from '@rolecall/contract/reasons'
import { useSay, useText } from '../text/use-text.tsx'
import { classNames } from '../ui/class-names.ts'
import css from './reason-list.module.css'

/** The reasons that the person reads with WHY: the same, in the same order, in the same words. */
export const ReasonList = ({
  explanation,
  most = Number.POSITIVE_INFINITY,
}: {
  explanation: Explanation
  most?: number
}) => {
  const reasons = reasonsOf(explanation).filter(({ verdict }) => verdict === 'met')
  return (
    <ul className={css.list}>
      {reasons.slice(0, most).map((reason) => (
        <Reason key={keyOf(reason)} reason={reason} />
      ))}
    </ul>
  )
}

/** What is not met or not known. */
export const CheckList = ({
  explanation,
  most = Number.POSITIVE_INFINITY,
}: {
  explanation: Explanation
  most?: number
}) => {
  const say = useSay()
  const checks = reasonsOf(explanation).filter(({ verdict }) => verdict !== 'met')
  if (checks.length === 0) return null
  return (
    <ul className={classNames(css.list, css.check)} aria-label={say('web.reasons.check')}>
      {checks.slice(0, most).map((reason) => (
        <Reason key={keyOf(reason)} reason={reason} />
      ))}
      {checks.length > most && (
        <li>
          <span />
          <span>{say('web.reasons.more', { count: checks.length - most })}</span>
        </li>
      )}
    </ul>
  )
}

/** What this employer weighs more; it is said apart, since it tells nothing of the person. */
export const TiltReason = ({ explanation }: { explanation: Explanation }) => {
  const text = useText()
  const reason = tiltReason(explanation)
  return reason === undefined ? null : <p className={css.tilt}>{text.say(reason)}</p>
}

const Reason = ({ reason }: { reason: Constraint }) => {
  const text = useText()
  return (
    <li data-reason={reasonKey(reason)}>
      <span className={css.mark} aria-hidden="true">
        {reason.verdict === 'met' ? '✓' : reason.verdict === 'unmet' ? '!' : '?'}
      </span>
      <span>{text.say({ key: reasonKey(reason), values: reason.facts })}</span>
    </li>
  )
}

const keyOf = (reason: Constraint): string => reasonKey(reason) + JSON.stringify(reason.facts)
