import type { ApiScope } from '@rolecall/contract/api/api-clients'

/** The sentence of a scope, in which a colon cannot stand. */
export const scopeKey = (scope: ApiScope): string => `web.api.scope.${scope.replace(':', '-')}`
