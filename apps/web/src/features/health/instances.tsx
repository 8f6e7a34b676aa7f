import type { HealthView, Instance } from '@rolecall/contract/api/health'
import { momentText } from '../../applications/time-left.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Panel, Table } from './panel.tsx'
import { useNumber } from './use-number.ts'

const columns = ['instance', 'role', 'version', 'seen', 'started', 'index', 'feed', 'delay', 'memory', 'streams']

/** Who is there, how it is, and how fresh its index is. */
export const Instances = ({ instances }: { instances: HealthView['instances'] }) => {
  const say = useSay()
  const title = say('web.operator.health.instances')
  const cellsOf = useCells()
  return (
    <Panel title={title}>
      <Table
        title={title}
        columns={columns.map((key) => say(`web.operator.health.${key}`))}
        rows={instances.map((instance) => ({ key: instance.id, cells: cellsOf(instance) }))}
      />
    </Panel>
  )
}

const useCells = () => {
  const say = useSay()
  const text = useText()
  const number = useNumber()
  const ms = (count: number) => say('web.operator.health.milliseconds', { count: Math.round(count) })
  return (instance: Instance) => {
    const { rows, changedAt, lateMs } = instance.index
    const index = [
      say('web.operator.health.index-rows', { rows }),
      ...(changedAt === undefined
        ? []
        : [say('web.operator.health.index-changed', { moment: momentText(changedAt, text) })]),
      ...(lateMs === undefined ? [] : [say('web.operator.health.index-late', { count: Math.round(lateMs) })]),
    ]
    return [
      <bdi key="id">{instance.id}</bdi>,
      say('web.operator.health.role-name', { role: instance.role }),
      instance.version,
      instance.alive ? momentText(instance.seenAt, text) : <Silent key="silent" at={instance.seenAt} />,
      momentText(instance.startedAt, text),
      index.join(', '),
      ms(instance.feedLagMs),
      ms(instance.loopDelayMs),
      say('web.operator.health.megabytes', { count: Math.round(instance.memoryBytes / 1_000_000) }),
      number(instance.streams),
    ]
  }
}

const Silent = ({ at }: { at: string }) => {
  const say = useSay()
  return (
    <>
      <Chip tone="bad">{say('web.operator.health.silent')}</Chip> {momentText(at, useText())}
    </>
  )
}
