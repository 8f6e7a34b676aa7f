import { randomBytes } from 'node:crypto'
import { makeId } from '@rolecall/core/model/ids'
import { runStaff } from './run-staff.ts'
import { withStore } from './with-store.ts'

process.exitCode = await withStore(({ store, config }) =>
  runStaff(
    {
      store,
      clock: { now: Date.now },
      randomBytes,
      makeId: (collection) => makeId(collection, randomBytes(16)),
      config: {
        publicUrl: () => config.publicUrl ?? `http://${config.host}:${config.port}`,
      },
    },
    process.argv.slice(2),
    console.log,
  ),
)
