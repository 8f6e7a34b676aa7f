import { readFileSync, writeFileSync } from 'node:fs'
import { replaceGenerated } from './generated.ts'
import { costTables } from './table.ts'

/** `npm run costs` prints the tables; with `-- --write` they are put into docs/deploy-aws.md. */
const guide = new URL('../../../docs/deploy-aws.md', import.meta.url)
const tables = costTables()
if (process.argv.includes('--write')) writeFileSync(guide, replaceGenerated(readFileSync(guide, 'utf8'), tables))
else console.log(tables)
