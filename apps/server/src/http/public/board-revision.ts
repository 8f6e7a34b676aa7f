import type { AppDeps } from '../deps.ts'

/** What the answers to all searches hang on besides what was asked: the same in every process that would answer the same. */
export const boardRevision = (deps: Pick<AppDeps, 'board' | 'edition' | 'config' | 'settings'>): string => {
  const { name, countries } = deps.settings.current().operator
  return [deps.board.revision(), deps.edition, deps.config.publicUrl(), name, countries.join()].join('\n')
}
