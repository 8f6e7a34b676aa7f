import { SettingValues } from '@rolecall/contract/api/settings'
import { z } from 'zod'
import { define } from './define.ts'

/** What administrators set for the installation, in one document. What is absent comes from the environment. */
export const settings = define({
  version: 1,
  schema: z.object({
    id: z.literal('main'),
    values: SettingValues.partial(),
    /** Epoch ms. */
    changedAt: z.int(),
  }),
  personal: [],
  blind: [],
  indexes: { changed: { fields: ['changedAt'] } },
  feed: true,
})
