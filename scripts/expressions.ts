import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

/** A regular expression of the source. `pattern` is absent where it is put together while the program runs. */
export type Expression = {
  readonly place: string
  readonly pattern?: string
  readonly flags: string
  /** As it stands in the source. */
  readonly source: string
}

const folders = ['packages', 'apps', 'scripts', 'bench', 'e2e']
const root = join(import.meta.dirname, '..')

/** Every regular expression of the code, tests aside: literals and what is given to `RegExp`. */
export const findExpressions = (): readonly Expression[] => folders.flatMap((folder) => filesIn(folder)).flatMap(inFile)

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/(node_modules|dist|testing|store\/src\/contract)\//.test(path))

const inFile = (path: string): readonly Expression[] => {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const place = relative(root, path)
  const found: Expression[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      found.push({ place, pattern: node.text.slice(1, end), flags: node.text.slice(end + 1), source: node.text })
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
      found.push(made(place, node))
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

const made = (place: string, node: ts.NewExpression | ts.CallExpression): Expression => {
  const [pattern, flags] = node.arguments ?? []
  const known = pattern !== undefined && ts.isStringLiteralLike(pattern) ? { pattern: pattern.text } : {}
  return {
    place,
    ...known,
    flags: flags !== undefined && ts.isStringLiteralLike(flags) ? flags.text : '',
    source: node.getText(),
  }
}
