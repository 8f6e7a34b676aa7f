import { ApiScope } from '@rolecall/contract/api/api-clients'
import { type RouteName, routes } from '@rolecall/contract/api/routes'
import { allows, roles, scopesFor } from './policy.ts'

/** Every operation against every role, as a table in Markdown. */
export const roleMatrix = (): string => {
  const names = Object.keys(routes).filter((name): name is RouteName => name in routes)
  const rows = names.map((name) => {
    const { method, path } = routes[name]
    return [`\`${method} ${path}\``, ...roles.map((role) => (allows(role, name, ApiScope.options) ? 'yes' : '–'))]
  })
  const lines = [['operation', ...roles], ['---', ...roles.map(() => '---')], ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Each operation of employers that a program may call, with the scope that it needs, as a table in Markdown. */
export const scopeMatrix = (): string => {
  const names = Object.keys(routes).filter((name): name is RouteName => name in routes)
  const rows = names.flatMap((name) => {
    const { method, path, surface } = routes[name]
    const scopes = scopesFor(name).map((scope) => `\`${scope}\``)
    return surface === 'employer' && scopes.length > 0 ? [[`\`${method} ${path}\``, scopes.join(' or ')]] : []
  })
  return [['operation', 'scope'], ['---', '---'], ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
