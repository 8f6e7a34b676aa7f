import { runAuditLog } from '../audit/run-audit-log.ts'
import { withStore } from './with-store.ts'

process.exitCode = await withStore(async ({ store, keys }) => {
  const secret = keys.blindKey('auditEntries.hash')
  return (await runAuditLog({ store, secret, print: console.log }, process.argv.slice(2))).exitCode
})
