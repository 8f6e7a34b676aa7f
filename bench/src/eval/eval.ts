import { runEval } from './run-eval.ts'

process.exitCode = runEval(process.argv.slice(2), process)
