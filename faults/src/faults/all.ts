import type { Fault } from './fault.ts'
import { rollingRestart } from './rolling-restart.ts'
import { t01 } from './t01-web-killed.ts'
import { t02 } from './t02-worker-killed.ts'
import { t04 } from './t04-stopped-under-load.ts'
import { t07 } from './t07-primary-lost.ts'

/** In the order of the table. */
export const faults: readonly Fault[] = [t01, t02, t04, rollingRestart, t07]
