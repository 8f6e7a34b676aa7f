import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

/** Lets `node --import` this file run components in tests: JSX is compiled, each class of a style sheet is its own name. */
registerHooks({
  load(url, context, next) {
    if (url.endsWith('.css')) return { format: 'module', shortCircuit: true, source: classNames }
    if (!url.endsWith('.tsx')) return next(url, context)
    const path = fileURLToPath(url)
    const out = transformSync(path, readFileSync(path, 'utf8'), { jsx: { runtime: 'automatic' }, sourcemap: true })
    if (out.errors[0]) throw new SyntaxError(out.errors[0].message)
    return { format: 'module', shortCircuit: true, source: out.code }
  },
})

const classNames = 'export default new Proxy({}, { get: (_target, name) => String(name) })'
