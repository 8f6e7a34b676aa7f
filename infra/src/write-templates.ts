import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { made as installations } from './installations.ts'

/** `npm run templates -- <folder>` writes the templates that the tests look at, for other checkers. */
const [folder = 'cdk.out/templates'] = process.argv.slice(2)
for (const [made, { outdir, deployment }] of Object.entries(installations)) {
  const into = join(folder, made.replace(', ', '-'))
  mkdirSync(into, { recursive: true })
  for (const stack of ['base', 'data', 'app']) {
    const file = `${deployment.name}-${stack}.template.json`
    copyFileSync(join(outdir, file), join(into, file))
  }
}
