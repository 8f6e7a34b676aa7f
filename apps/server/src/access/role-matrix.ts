import { type RouteName, routes } from '@rolecall/contract/api/routes'
import { allows, roles } from './policy.ts'

/** Every operation against every role, as a table in Markdown. */
export const roleMatrix = (): string => {
  const names = Object.keys(routes).filter((name): name is RouteName => name in routes)
  const rows = names.map((name) => {
    const { method, path } = routes[name]
    return [`\`${method} ${path}\``, ...roles.map((role) => (allows(role, name) ? 'yes' : '–'))]
  })
  const lines = [['operation', ...roles], ['---', ...roles.map(() => '---')], ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
