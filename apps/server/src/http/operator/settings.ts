import type { FastifyInstance } from 'fastify'
import { changeSettings } from '../../flows/staff/change-settings.ts'
import { settingsView } from '../../settings/sources.ts'
import type { AppDeps } from '../deps.ts'
import { operation } from '../operation.ts'
import { staffActorOf } from '../staff-viewer.ts'

/** What the operator chose for the installation: an administrator's screen, which an auditor may read. */
export const settingOperations = (app: FastifyInstance, deps: AppDeps): void => {
  const { store, clock } = deps
  const { fallbacks } = deps.settings

  operation(app, deps, {
    name: 'readSettings',
    handle: async () => settingsView(fallbacks, await store.get('settings', 'main')),
  })

  operation(app, deps, {
    name: 'changeSettings',
    handle: ({ who, body }) => changeSettings({ store, clock, fallbacks }, staffActorOf(who), body),
  })
}
