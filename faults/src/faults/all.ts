import type { Fault } from './fault.ts'
import { killedInCommit } from './killed-in-commit.ts'
import { partition } from './partition.ts'
import { rollingRestart } from './rolling-restart.ts'
import { t01 } from './t01-web-killed.ts'
import { t02 } from './t02-worker-killed.ts'
import { t03 } from './t03-killed-after-sending.ts'
import { t04 } from './t04-stopped-under-load.ts'
import { t05 } from './t05-disk-full.ts'
import { t06 } from './t06-database-away.ts'
import { t07 } from './t07-primary-lost.ts'
import { t08 } from './t08-redis-away.ts'
import { t09 } from './t09-s3-away.ts'
import { t10 } from './t10-whatsapp-slow.ts'
import { t11 } from './t11-copies.ts'
import { t12 } from './t12-clock-jumps.ts'
import { t15 } from './t15-steps-against-a-model.ts'
import { t16 } from './t16-same-key.ts'
import { t17 } from './t17-last-opening.ts'
import { t18 } from './t18-soak.ts'
import { t19 } from './t19-overload.ts'
import { tokenLost } from './token-lost.ts'

/** In the order of the table. */
export const faults: readonly Fault[] = [
  t01,
  t02,
  t03,
  killedInCommit,
  t04,
  rollingRestart,
  t05,
  t06,
  t07,
  partition,
  tokenLost,
  t08,
  t09,
  t10,
  t11,
  t12,
  t15,
  t16,
  t17,
  t18,
  t19,
]
