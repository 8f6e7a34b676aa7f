import { z } from 'zod'
import { define } from './define.ts'

/** Where a snapshot lies among the files: `index/<key>/0` and on, each as long as the first but the last. */
const Pieces = { key: z.string(), pieces: z.int().positive() }

/**
 * The snapshot of the match index that processes share, where files are shared. The database says which one is its own, so that one
 * put back from a backup never meets an index of what came later. The id is the form of snapshots that a release reads. Epoch ms.
 */
export const indexSnapshots = define({
  version: 1,
  schema: z.object({
    id: z.string(),
    /** `seal`: the last bytes of the file, which fit no other. */
    current: z.object({ ...Pieces, seal: z.string(), savedAt: z.int() }).optional(),
    /** What somebody puts there now, or did until they were killed. */
    coming: z.object(Pieces).optional(),
    changedAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { changed: { fields: ['changedAt'] } },
  feed: false,
})
