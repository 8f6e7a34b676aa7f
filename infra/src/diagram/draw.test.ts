import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { synthesise } from '../synthesise.ts'
import { drawSvg } from './draw.ts'
import { type Edge, graphOf } from './graph.ts'

const graph = graphOf(synthesise())
const labelOf = (id: string): string => graph.nodes.find((node) => node.id === id)?.label.replaceAll('\n', ' ') ?? ''
const says = ({ from, to, label }: Edge): string => `${labelOf(from)} → ${labelOf(to)} ${label}`.trim()

test('docs/images/aws.svg is drawn from the templates', async () => {
  const committed = readFileSync(new URL('../../../docs/images/aws.svg', import.meta.url), 'utf8')
  assert.equal(committed, await drawSvg(graph), 'run `npm run diagram` in infra/')
})

test('who reaches whom is what the security groups say', () => {
  assert.deepEqual(
    graph.edges
      .filter(({ kind }) => kind === 'traffic')
      .map(says)
      .sort(),
    [
      'Load balancer TLS → rolecall-hosts 2 to 5 EC2 HTTP',
      'People, employers and WhatsApp → CloudFront static files 443',
      'People, employers and WhatsApp → Load balancer TLS 443',
      'rolecall-hosts 2 to 5 EC2 → Cache, Valkey 2 nodes 6380',
      'rolecall-hosts 2 to 5 EC2 → rolecall-mongo-a 1 EC2 27017',
      'rolecall-hosts 2 to 5 EC2 → rolecall-mongo-b 1 EC2 27017',
      'rolecall-hosts 2 to 5 EC2 → rolecall-mongo-c 1 EC2 27017',
    ],
  )
})

test('services are drawn with the buckets and keys that they are given', () => {
  const used = graph.edges.map(says)
  for (const role of ['web', 'worker'])
    for (const what of ['Bucket uploads', 'Bucket keys', 'Key Seals the key file', 'rolecall-hosts 2 to 5 EC2 runs on'])
      assert.ok(used.includes(`Service rolecall-${role} → ${what}`), `${role}: ${what}`)
})

test('without a replica set of its own none is drawn', () => {
  const { nodes } = graphOf(synthesise({ mongo: { kind: 'url' } }))
  assert.ok(!nodes.some(({ label }) => /mongo|Volume|Snapshots/.test(label)))
})
