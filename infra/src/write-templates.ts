import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { synthesise } from './synthesise.ts'

/** `npm run templates -- <folder>` writes the templates of each size, with and without a replica set, for other checkers. */
const [folder = 'cdk.out/templates'] = process.argv.slice(2)
for (const size of ['pilot', 'city', 'country'] as const)
  for (const kind of ['nodes', 'url'] as const) {
    const { outdir, deployment } = synthesise({ size, mongo: { kind } })
    const into = join(folder, `${size}-${kind}`)
    mkdirSync(into, { recursive: true })
    for (const stack of ['base', 'data', 'app']) {
      const file = `${deployment.name}-${stack}.template.json`
      copyFileSync(join(outdir, file), join(into, file))
    }
  }
