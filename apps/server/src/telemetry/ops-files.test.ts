import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isKnownCode } from '@rolecall/whatsapp/errors'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Metric, metrics } from './metric-table.ts'
import { type Asked, metricsIn } from './testing/promql.ts'

const root = join(import.meta.dirname, '../../../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const Rule = z.strictObject({
  record: z.string().optional(),
  alert: z.string().optional(),
  expr: z.string(),
  for: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
})
const Rules = z.strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(Rule) })) })
const rules = Rules.parse(parse(read('ops/prometheus/alerts.yaml'))).groups.flatMap((group) => group.rules)
const alerts = rules.filter(({ alert }) => alert !== undefined)
const recorded = new Set(rules.flatMap(({ record }) => record ?? []))

const Targets = z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([])
const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: Targets })),
  templating: z.object({ list: z.array(z.object({ name: z.string() })) }),
})
const dashboard = Dashboard.parse(JSON.parse(read('ops/grafana/rolecall.json')))

/** Grafana fills these in; in their place stands what makes the expression PromQL. */
const filledIn = (expression: string): string =>
  expression
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('"$instance"', '".*"')
    .replaceAll(/\$rate_\w+/g, '1')

const ofRules = rules.flatMap(({ expr }) => metricsIn(expr))
const ofPanels = dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(filledIn(expr))))

/** What Prometheus itself adds. */
const foreign: ReadonlySet<string> = new Set(['up'])
const added: readonly string[] = ['instance', 'job', 'le']
const table: Readonly<Record<string, Metric>> = metrics
const nameOf = (metric: string): string => {
  const base = metric.replace(/_(bucket|count|sum)$/, '')
  return table[base]?.type === 'histogram' ? base : metric
}

const wrongIn = (asked: Asked): readonly string[] => {
  if (foreign.has(asked.metric) || recorded.has(asked.metric)) return []
  const metric = table[nameOf(asked.metric)]
  if (metric === undefined) return [`no metric ${asked.metric}`]
  if (metric.type === 'histogram' && nameOf(asked.metric) === asked.metric) return [`${asked.metric} is a histogram`]
  const known = [...Object.keys(metric.labels), ...added]
  const labels = [...asked.matchers.map(({ label }) => label), ...asked.groupedBy]
  const missing = labels
    .filter((label) => !known.includes(label))
    .map((label) => `${asked.metric} has no label ${label}`)
  return [...missing, ...asked.matchers.flatMap((matcher) => wrongValues(metric, matcher))]
}

/** Alternatives of a pattern are looked up one by one. */
const wrongValues = (metric: Metric, { label, operator, value }: Asked['matchers'][number]): readonly string[] => {
  const values = metric.labels[label]
  if (label === 'code') return value.split('|').filter((code) => !isKnownCode(Number(code)))
  if (values === undefined || typeof values === 'string' || value === '.*') return []
  const told = operator.includes('~') ? value.split('|') : [value]
  return told.filter((each) => !values.includes(each)).map((each) => `${label} is never ${each}`)
}

test('the rules and the dashboard ask for metrics, labels and values that there are', () => {
  assert.deepEqual([...ofRules, ...ofPanels].flatMap(wrongIn), [])
  assert.ok(ofRules.length > 20 && ofPanels.length > 40)
})

test('whoever asks for what there is not is found out', () => {
  const wrong = (expression: string) => metricsIn(expression).flatMap(wrongIn)
  assert.deepEqual(wrong('sum(rolecall_tasks_wating)'), ['no metric rolecall_tasks_wating'])
  assert.deepEqual(wrong('sum by (qeue) (rolecall_tasks_dead)'), ['rolecall_tasks_dead has no label qeue'])
  assert.deepEqual(wrong('rolecall_cases{state="opn"}'), ['state is never opn'])
  assert.deepEqual(wrong('rate(rolecall_commit_seconds_count{outcome=~"committed|lost"}[5m])'), [
    'outcome is never lost',
  ])
  assert.deepEqual(wrong('rolecall_task_seconds'), ['rolecall_task_seconds is a histogram'])
  assert.throws(() => metricsIn('sum(rate(rolecall_tasks_total[5m])'), SyntaxError)
})

test('every metric is looked at somewhere', () => {
  const used = new Set([...ofRules, ...ofPanels].map(({ metric }) => nameOf(metric)))
  assert.deepEqual(
    Object.keys(metrics).filter((name) => !used.has(name)),
    [],
  )
})

test('what a rule computes ahead is asked for, and nothing else of that kind is', () => {
  const asked = new Set([...ofRules, ...ofPanels].map(({ metric }) => metric).filter((name) => name.includes(':')))
  assert.deepEqual([...recorded].sort(), [...asked].sort())
})

test('every alert waits, says how bad it is and what happens, and leads to what to do', () => {
  const headings = new Set([...read('docs/monitoring.md').matchAll(/^### (\w+)$/gm)].map(([, name = '']) => name))
  for (const { alert = '', for: waits, labels, annotations } of alerts) {
    assert.match(waits ?? '', /^\d+m$/, alert)
    assert.match(labels?.severity ?? '', /^(warning|critical)$/, alert)
    assert.ok((annotations?.summary ?? '').length > 20, alert)
    assert.equal(annotations?.runbook_url, `docs/monitoring.md#${alert.toLowerCase()}`)
    assert.ok(headings.has(alert), `docs/monitoring.md says what to do about ${alert}`)
  }
  assert.deepEqual([...headings].sort(), alerts.map(({ alert = '' }) => alert).sort())
})

test('the legends of the dashboard name labels that their expressions leave', () => {
  for (const { title, targets } of dashboard.panels)
    for (const { expr, legendFormat } of targets)
      for (const [, label = ''] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) {
        const asked = metricsIn(filledIn(expr))
        const there = asked.some(({ metric, groupedBy }) =>
          groupedBy.length > 0
            ? groupedBy.includes(label)
            : [...Object.keys(table[nameOf(metric)]?.labels ?? {}), 'instance', ...labelsOfRecord(metric)].includes(
                label,
              ),
        )
        assert.ok(there, `${title}: ${label}`)
      }
})

const labelsOfRecord = (name: string): readonly string[] =>
  rules
    .filter(({ record }) => record === name)
    .flatMap(({ expr }) => metricsIn(expr).flatMap(({ groupedBy }) => groupedBy))
