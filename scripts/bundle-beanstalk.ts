import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeBundle } from './beanstalk/make-bundle.ts'
import { OperatorFileRefused } from './beanstalk/operator-file.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { image: { type: 'string' }, out: { type: 'string', default: 'dist/rolecall-beanstalk.zip' } },
})
const [operatorFile] = positionals

try {
  const bundle = makeBundle({
    folder: join(import.meta.dirname, '..'),
    ...(operatorFile === undefined ? {} : { operator: readFileSync(operatorFile, 'utf8') }),
    ...(values.image === undefined ? {} : { image: values.image }),
  })
  mkdirSync(dirname(values.out), { recursive: true })
  writeFileSync(values.out, bundle)
  console.log(
    `${values.out}: ${(bundle.length / 1024 / 1024).toFixed(1)} MB. docs/beanstalk.md says how it is deployed.`,
  )
} catch (error) {
  if (!(error instanceof OperatorFileRefused)) throw error
  console.error(`Mend ${operatorFile}:\n${error.message}`)
  process.exitCode = 2
}
