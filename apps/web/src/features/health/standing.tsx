import type { BusinessNumber, HealthView } from '@rolecall/contract/api/health'
import { momentText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import css from './health.module.css'
import { Panel } from './panel.tsx'

/** What WhatsApp says of the business numbers. */
export const Numbers = ({ numbers }: { numbers: HealthView['numbers'] }) => {
  const say = useSay()
  return (
    <Panel title={say('web.operator.health.numbers')}>
      {numbers.length === 0 ? (
        <p>{say('web.operator.health.no-numbers')}</p>
      ) : (
        <ul className={css.list}>
          {numbers.map((number) => (
            <Standing key={number.id} number={number} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

const Standing = ({ number }: { number: BusinessNumber }) => {
  const say = useSay()
  const text = useText()
  const { id, quality, messagingLimit: limit, event, eventAt, readAt } = number
  return (
    <li>
      <h3>
        <bdi>{id}</bdi>
      </h3>
      {quality !== undefined && <p>{say('web.operator.health.quality', { quality })}</p>}
      {limit !== undefined && (
        <p>{limit < 0 ? say('web.operator.health.no-limit') : say('web.operator.health.limit', { limit })}</p>
      )}
      {event !== undefined && eventAt !== undefined && (
        <p>{say('web.operator.health.event', { event, moment: momentText(eventAt, text) })}</p>
      )}
      <p className={css.small}>{say('web.operator.health.read-at', { moment: momentText(readAt, text) })}</p>
    </li>
  )
}

/** What the cache saved, since the instances started. */
export const CacheReads = ({ cache }: { cache: HealthView['cache'] }) => {
  const say = useSay()
  const { hits, stale, misses, errors } = cache
  const reads = hits + stale + misses + errors
  const ratio = (hits + stale) / Math.max(1, reads)
  return (
    <Panel title={say('web.operator.health.cache')}>
      <p>
        {reads === 0
          ? say('web.operator.health.cache-none')
          : say('web.operator.health.cache-ratio', { ratio, reads, errors })}
      </p>
    </Panel>
  )
}
