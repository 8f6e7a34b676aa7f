/**
 * Preloaded into a server process: edits its sources as they are loaded, to break a guard or to shorten a wait. The edits
 * stand in the environment's FAULTS_EDITS; one that does not fit exactly once ends the process.
 */
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { Edit } from '../stage/edit.ts'

const edits: readonly Edit[] = JSON.parse(process.env.FAULTS_EDITS ?? '[]')
const root = new URL('../../../', import.meta.url)
const byUrl = Map.groupBy(edits, ({ file }) => new URL(file, root).href)

const apply = (source: string, { file, find, replace }: Edit): string => {
  const parts = source.split(find)
  if (parts.length !== 2) throw new Error(`${file} holds the text ${parts.length - 1} times, not once: ${find}`)
  return parts.join(replace)
}

registerHooks({
  load(url, context, next) {
    const own = byUrl.get(url)
    if (own === undefined) return next(url, context)
    const source = own.reduce(apply, readFileSync(fileURLToPath(url), 'utf8'))
    return { format: 'module', shortCircuit: true, source: stripTypeScriptTypes(source, { mode: 'strip' }) }
  },
})
