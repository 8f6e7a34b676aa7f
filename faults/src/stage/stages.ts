import type { Settings } from '../cluster/server-member.ts'
import { startClusterStage } from './cluster-stage.ts'
import { startSqliteStage } from './sqlite-stage.ts'
import type { Stage, StageKind } from './stage.ts'

/** Each stage is started when the first fault needs it, and made whole for each further one. */
export type Stages = AsyncDisposable & {
  whole(kind: StageKind, settings: Partial<Settings>): Promise<Stage>
}

/** The demo, whose employers and jobs some faults need, is seeded into an empty database alone: so the first start has it. */
const withDemo = (settings: Partial<Settings>): Partial<Settings> => ({
  ...settings,
  env: { DEMO: '1', ...settings.env },
})

const starts = {
  sqlite: (settings: Partial<Settings>) => startSqliteStage(withDemo(settings)),
  cluster: startClusterStage,
}

export const openStages = (): Stages => {
  const open = new AsyncDisposableStack()
  const started = new Map<StageKind, Stage>()
  return {
    whole: async (kind, settings) => {
      const known = started.get(kind)
      if (known !== undefined) {
        await known.heal(settings)
        return known
      }
      const stage = open.use(await starts[kind](settings))
      started.set(kind, stage)
      return stage
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  }
}
