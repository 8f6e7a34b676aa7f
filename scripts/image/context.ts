import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import dockerignore from '@balena/dockerignore'

/** Whether `.dockerignore` lets a path, relative to the folder, into the image. */
export const contextRule = (folder: string): ((path: string) => boolean) => {
  const rules = dockerignore.default({ ignorecase: false }).add(readFileSync(join(folder, '.dockerignore'), 'utf8'))
  return (path) => !rules.ignores(path)
}

/** The files of a folder that Docker would be sent, as paths relative to it. */
export const contextFiles = (folder: string): readonly string[] => {
  const isIn = contextRule(folder)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !neverRead.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
    .map((path) => relative(folder, path))
    .filter(isIn)
    .toSorted()
}

/** Large and never in the image; the rule for them is tested by itself. */
const neverRead = new Set(['node_modules', '.git', '.cache'])

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !neverRead.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
