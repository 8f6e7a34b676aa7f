import { readFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)

/** Lets `node --import` this file run components in tests: JSX is compiled, each class of a style sheet is its own name. */
registerHooks({
  load(url, context, next) {
    if (url.endsWith('.css')) return { format: 'module', shortCircuit: true, source: classNames }
    if (!url.endsWith('.tsx')) return next(url, context)
    return { format: 'module', shortCircuit: true, source: compile(fileURLToPath(url)) }
  },
})

/** TypeScript is loaded when the first component is: most tests need none. */
const compile = (path: string): string => {
  const ts: typeof import('typescript') = require('typescript')
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    fileName: path,
    compilerOptions: {
      jsx: ts.JsxEmit.ReactJSX,
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
      inlineSourceMap: true,
    },
  })
  return outputText
}

const classNames = 'export default new Proxy({}, { get: (_target, name) => String(name) })'
