import type { Fault } from './fault.ts'
import { t01 } from './t01-web-killed.ts'
import { t03 } from './t03-killed-after-sending.ts'
import { t04 } from './t04-stopped-under-load.ts'
import { t11 } from './t11-copies.ts'
import { t12 } from './t12-clock-jumps.ts'
import { t16 } from './t16-same-key.ts'
import { t17 } from './t17-last-opening.ts'

/** In the order of the table. */
export const faults: readonly Fault[] = [t01, t03, t04, t11, t12, t16, t17]
