import type { Delivered, HealthView, Priced } from '@rolecall/contract/api/health'
import { useState } from 'react'
import { useSay } from '../../text/use-text.tsx'
import { Segments } from '../../ui/segments.tsx'
import css from './health.module.css'
import { Panel, Table } from './panel.tsx'
import { useNumber } from './use-number.ts'

const spans = ['day', 'week'] as const

/** How far messages came and what they are billed as, in the last day or week. */
export const Messages = ({ view }: { view: HealthView }) => {
  const say = useSay()
  const [span, setSpan] = useState<(typeof spans)[number]>('day')
  const { deliveries, priced } = view[span]
  return (
    <Panel title={say('web.operator.health.messages')}>
      <p>{say('web.operator.health.outbox', view.outbox)}</p>
      <Segments
        id="span"
        label={say('web.operator.health.span')}
        options={spans.map((value) => ({ value, label: say('web.operator.health.span-name', { span: value }) }))}
        value={span}
        onChange={(value) => setSpan(spans.find((each) => each === value) ?? 'day')}
      />
      <h3>{say('web.operator.health.delivered-title')}</h3>
      {deliveries.length === 0 ? <p>{say('web.operator.health.no-messages')}</p> : <Deliveries rows={deliveries} />}
      <h3>{say('web.operator.health.priced-title')}</h3>
      {priced.length === 0 ? <p>{say('web.operator.health.no-priced')}</p> : <Prices rows={priced} />}
      <p className={css.small}>{say('web.operator.health.priced-note')}</p>
    </Panel>
  )
}

const Template = ({ name }: { name: string }) => {
  const say = useSay()
  return name === 'none' ? say('web.operator.health.as-written') : <bdi>{name}</bdi>
}

const Deliveries = ({ rows }: { rows: readonly Delivered[] }) => {
  const say = useSay()
  const number = useNumber()
  const columns = ['template', 'category', 'accepted', 'arrived', 'read', 'failed', 'dropped']
  return (
    <Table
      title={say('web.operator.health.delivered-title')}
      columns={columns.map((key) => say(`web.operator.health.${key}`))}
      rows={rows.map((row) => ({
        key: `${row.template} ${row.category}`,
        cells: [
          <Template key="template" name={row.template} />,
          say('web.operator.health.category-name', { category: row.category }),
          ...[row.accepted, row.delivered, row.read, row.failed, row.dropped].map(number),
        ],
      }))}
    />
  )
}

const Prices = ({ rows }: { rows: readonly Priced[] }) => {
  const say = useSay()
  const number = useNumber()
  const columns = ['template', 'billed-as', 'price', 'messages-count']
  return (
    <Table
      title={say('web.operator.health.priced-title')}
      columns={columns.map((key) => say(`web.operator.health.${key}`))}
      rows={rows.map(({ template, category, type, count }) => ({
        key: `${template} ${category} ${type}`,
        cells: [
          <Template key="template" name={template} />,
          say('web.operator.health.billed-name', { category }),
          say('web.operator.health.price-name', { type }),
          number(count),
        ],
      }))}
    />
  )
}
