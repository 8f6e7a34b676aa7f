import { commitContract } from './contract/commits.ts'
import { countContract } from './contract/counts.ts'
import { feedContract } from './contract/feeds.ts'
import { findContract } from './contract/finds.ts'
import { laneContract } from './contract/lanes.ts'
import { sealingContract } from './contract/sealing.ts'
import { stepContract } from './contract/steps.ts'
import { transferContract } from './contract/transfers.ts'
import type { World } from './contract/world.ts'

/** Registers the tests that every engine passes, each in a fresh database of the world. */
export const storeContract = (world: World): void => {
  commitContract(world)
  findContract(world)
  countContract(world)
  laneContract(world)
  feedContract(world)
  sealingContract(world)
  transferContract(world)
  stepContract(world)
}
