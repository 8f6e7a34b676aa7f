import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chownSync, lstatSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Image } from './build-image.ts'
import { type Container, insideOf, startIn } from './root-folder.ts'

/** A command that runs in a container of its own. */
export type Running = AsyncDisposable & {
  /** Its exit code. */
  readonly ended: Promise<number>
  readonly output: () => string
  /** Sends process 1 a signal, as `docker stop` does; the exit code. */
  stop(signal: NodeJS.Signals): Promise<number>
  /** Waits, at most two minutes, until something holds; fails with what was printed. */
  until(holds: () => Promise<boolean>): Promise<void>
}

export const run = async (container: Container, command: readonly string[]): Promise<Running> => {
  const child = startIn(container, command)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  const ended = once(child, 'exit').then(([code]) => code)
  const inside = await insideOf(child)
  return {
    ended,
    output: () => output,
    stop: (signal) => {
      process.kill(inside, signal)
      return ended
    },
    until: async (holds) => {
      for (let tries = 0; !(await holds().catch(() => false)); tries += 1) {
        if (tries === 1200 || child.exitCode !== null || child.signalCode !== null)
          assert.fail(`it did not come to be:\n${output}`)
        await delay(100)
      }
    },
    [Symbol.asyncDispose]: async () => {
      // Process 1 itself, with which all in it end; it would outlive bubblewrap's own process.
      if (child.exitCode === null && child.signalCode === null) process.kill(inside, 'SIGKILL')
      await ended
    },
  }
}

/** The image as compose.yaml starts it: nothing of it can be written to but its volumes, which stand below `into`. */
export const containerOf = (image: Image, into: string, variables: Readonly<Record<string, string>>): Container => ({
  ...image,
  readOnly: true,
  mounts: Object.fromEntries(image.volumes.map((path) => [path, volume(image, into, path)])),
  variables: { ...image.variables, ...variables },
})

/** As Docker makes a volume: what stands at its place in the image says whose it is. */
const volume = (image: Image, into: string, path: string): string => {
  const folder = join(into, path)
  const { uid, gid, mode } = lstatSync(join(image.root, path))
  mkdirSync(folder, { recursive: true, mode })
  chownSync(folder, uid, gid)
  return folder
}
