import type { HealthView } from '@rolecall/contract/api/health'
import { momentText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Panel, Table } from './panel.tsx'
import { useNumber } from './use-number.ts'

export const Queues = ({ queues }: { queues: HealthView['queues'] }) => {
  const say = useSay()
  const text = useText()
  const number = useNumber()
  const title = say('web.operator.health.queues')
  return (
    <Panel title={title}>
      <Table
        title={title}
        columns={['queue', 'waiting', 'running', 'oldest', 'dead'].map((key) => say(`web.operator.health.${key}`))}
        rows={queues.map(({ queue, waiting, running, oldestSince, dead }) => ({
          key: queue,
          cells: [
            say('web.operator.health.queue-name', { queue }),
            number(waiting),
            number(running),
            oldestSince === undefined ? '–' : momentText(oldestSince, text),
            dead === 0 ? (
              number(dead)
            ) : (
              <Chip key="dead" tone="bad">
                {number(dead)}
              </Chip>
            ),
          ],
        }))}
      />
    </Panel>
  )
}
