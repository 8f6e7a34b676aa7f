import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where servers are, which are on the PATH of root alone. */
const besidesThePath = ['/usr/sbin', '/usr/local/sbin', '/usr/local/bin']

/**
 * The path of a program that tests start, by any of its names: where the environment says, and nowhere else if it says so; else from
 * the PATH and where servers are. Undefined where there is none that can be executed.
 */
export const findProgram = (variable: string, ...names: readonly string[]): string | undefined => {
  const said = process.env[variable]
  return (said === undefined ? placesOf(names) : [said]).find(isExecutable)
}

const placesOf = (names: readonly string[]): string[] =>
  [...(process.env.PATH ?? '').split(delimiter), ...besidesThePath].flatMap((folder) =>
    names.map((name) => join(folder, name)),
  )

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
