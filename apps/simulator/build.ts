import { rmSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

/** Builds the server's bundle (dependencies stay outside) and the page, which stands at `/simulator/`. */
const root = import.meta.dirname
const startedAt = performance.now()
rmSync(join(root, 'dist'), { recursive: true, force: true })

const common = { root, configFile: false, logLevel: 'warn' } as const
await Promise.all([
  build({
    ...common,
    build: {
      ssr: 'src/server.ts',
      outDir: 'dist/server',
      target: 'node26',
      rolldownOptions: { output: { entryFileNames: 'simulator.js' } },
    },
  }),
  build({
    ...common,
    base: '/simulator/',
    plugins: [react()],
    css: { transformer: 'lightningcss' },
    build: { outDir: 'dist/client', cssMinify: 'lightningcss' },
  }),
])
console.log(`The simulator is built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`)
