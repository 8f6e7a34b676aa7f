import { parser } from '@prometheus-io/lezer-promql'

/** A metric as an expression asks for it. `groupedBy`: labels that an aggregation around it keeps or drops. */
export type Asked = {
  readonly metric: string
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[]
  readonly groupedBy: readonly string[]
}

/** Every metric that a PromQL expression asks for. @throws SyntaxError where it is not PromQL. */
export const metricsIn = (expression: string): readonly Asked[] => {
  const asked: Asked[] = []
  const grouped: string[][] = []
  parser.parse(expression).iterate({
    enter: (node) => {
      if (node.type.isError) throw new SyntaxError(`no PromQL at ${node.from}: ${expression}`)
      if (node.name === 'AggregateExpr') grouped.push(labelsOf(node.node, expression))
      if (node.name === 'VectorSelector')
        asked.push({ ...selectorOf(node.node, expression), groupedBy: grouped.flat() })
    },
    leave: (node) => {
      if (node.name === 'AggregateExpr') grouped.pop()
    },
  })
  return asked
}

type Node = ReturnType<typeof parser.parse>['topNode']

const labelsOf = (aggregation: Node, text: string): string[] => {
  const labels = aggregation.getChild('AggregateModifier')?.getChild('GroupingLabels')?.getChildren('LabelName') ?? []
  return labels.map((label) => textOf(label, text))
}

const selectorOf = (selector: Node, text: string): Omit<Asked, 'groupedBy'> => {
  const name = selector.getChild('Identifier')
  if (name === null) throw new SyntaxError(`a selector without a metric: ${text}`)
  const matchers = selector.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []
  return {
    metric: textOf(name, text),
    matchers: matchers.map((matcher) => ({
      label: textOf(matcher.getChild('LabelName'), text),
      operator: textOf(matcher.getChild('MatchOp'), text),
      value: textOf(matcher.getChild('StringLiteral'), text).slice(1, -1),
    })),
  }
}

const textOf = (node: Node | null, text: string): string => (node === null ? '' : text.slice(node.from, node.to))
