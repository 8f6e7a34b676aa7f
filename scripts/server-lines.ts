import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** The lines of what runs on a server, tests and comments aside, as `path: line`. */
export const serverLines = (): readonly string[] =>
  globSync('{packages,apps/server}/**/*.ts', { cwd: root, exclude: ['**/node_modules/**'] })
    .filter((path) => !/\.test\.ts$|\/(testing|contract|compile|test-servers)\/|\/test-[\w-]+\.ts$/.test(path))
    .toSorted()
    .flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => !/^(\/\/|\*|\/\*)/.test(line))
        .map((line) => `${path}: ${line}`),
    )
