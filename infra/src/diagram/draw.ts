import { instance } from '@viz-js/viz'
import type { Edge, Graph, Node, Place } from './graph.ts'

const places: Readonly<Record<Place, { readonly title: string; readonly fill: string }>> = {
  edge: { title: '', fill: '#ffffff' },
  public: { title: 'Public subnets, three zones', fill: '#e8f1fb' },
  private: { title: 'Private subnets, three zones', fill: '#eef7ee' },
  storage: { title: 'Kept outside of machines', fill: '#fdf5e6' },
  base: { title: 'Keys, images and alarms', fill: '#f5effa' },
}

/** The same graph gives the same picture, byte for byte: nodes and edges are drawn in order of their names. */
export const drawSvg = async (graph: Graph): Promise<string> => {
  const svg = (await instance()).renderString(dotOf(graph), { format: 'svg', engine: 'dot' })
  return svg.replace('<svg ', `<svg role="img" aria-label="${title}" `)
}

const title = 'Rolecall on AWS: its parts, who reaches whom, and what uses what'

const dotOf = ({ nodes, edges }: Graph): string =>
  [
    `digraph "${title}" {`,
    'graph [rankdir=LR, bgcolor=white, fontname="Helvetica", fontsize=13, nodesep=0.25, ranksep=0.9, pad=0.3, newrank=true]',
    'node [shape=box, style="rounded,filled", fillcolor=white, color="#5b6770", fontname="Helvetica", fontsize=12, margin="0.15,0.08"]',
    'edge [fontname="Helvetica", fontsize=10, color="#5b6770", arrowsize=0.7]',
    ...Object.keys(places).flatMap((place) => cluster(place, nodes)),
    ...sideBySide(edges),
    ...[...edges].sort(byName).map(edgeOf),
    '}',
  ].join('\n')

const cluster = (place: string, nodes: readonly Node[]): string[] => {
  const own = nodes.filter((node) => node.place === place).sort((a, b) => (a.id < b.id ? -1 : 1))
  const drawn = own.map(({ id, label }) => `${JSON.stringify(id)} [label=${JSON.stringify(label)}]`)
  const { title, fill } = places[place as Place]
  return title === ''
    ? drawn
    : [
        `subgraph cluster_${place} {`,
        `label="${title}"; style="rounded,filled"; color="${fill}"; labeljust=l`,
        ...drawn,
        '}',
      ]
}

const edgeOf = ({ from, to, label, kind }: Edge): string => {
  const style = kind === 'traffic' ? 'penwidth=1.6, color="#1f5fa8", fontcolor="#1f5fa8"' : 'style=dashed'
  return `${JSON.stringify(from)} -> ${JSON.stringify(to)} [label=${JSON.stringify(label)}, ${style}]`
}

const byName = (a: Edge, b: Edge): number => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1)

/** What one part reaches stands in one column, so that its lines do not cross what they pass. */
const sideBySide = (edges: readonly Edge[]): string[] => {
  const columns = Map.groupBy(
    edges.filter(({ kind }) => kind === 'traffic'),
    ({ from }) => from,
  )
  return [...columns.values()].map((column) => `{rank=same; ${column.map(({ to }) => JSON.stringify(to)).join('; ')}}`)
}
