import type { Fault } from './fault.ts'
import { t01 } from './t01-web-killed.ts'
import { t04 } from './t04-stopped-under-load.ts'

/** In the order of the table. */
export const faults: readonly Fault[] = [t01, t04]
