import { filesAt } from '../config.ts'
import { filesOf } from '../files-of.ts'
import { silentLog } from '../log.ts'
import { orTellPlainly } from './plain-failure.ts'
import { progressBar } from './progress-bar.ts'
import { readConfigOrExit } from './read-config.ts'
import { runFiles } from './run-files.ts'

const config = readConfigOrExit()
const open = (url: string | undefined) => {
  const files = url === undefined ? config.files : filesAt(url)
  return files && filesOf({ files, s3Endpoint: config.s3Endpoint }, silentLog)
}
const progress = progressBar(process.stderr, 'of the files copied')
process.exitCode = await orTellPlainly(() =>
  runFiles({ open, progress, print: console.log, complain: console.error }, process.argv.slice(2)),
)
