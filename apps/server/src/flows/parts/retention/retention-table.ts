import { retention } from './policy.ts'

/** The policy as a table in Markdown, for docs/privacy.md. */
export const retentionTable = (): string => {
  const rows = Object.entries(retention).flatMap(([collection, { rules, otherwise }]) => [
    ...rules.map(({ what, after, why }) => [`\`${collection}\``, what, after, why]),
    [`\`${collection}\``, rules.length === 0 ? 'all' : 'the rest', otherwise, ''],
  ])
  const lines = [['collection', 'what goes', 'after', 'why so long'], ['---', '---', '---', '---'], ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
