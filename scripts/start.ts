import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { prepare } from './prepare.ts'

// From the second start on it takes a third less time. By the environment too, for the thread of the index.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../.cache/compiled')
enableCompileCache(process.env.NODE_COMPILE_CACHE)
await prepare()
await import('../apps/server/src/main.ts')
