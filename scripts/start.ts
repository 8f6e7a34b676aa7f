import { prepare } from './prepare.ts'

await prepare()
await import('../apps/server/src/main.ts')
