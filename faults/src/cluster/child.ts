import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'

/** A process that was started here, and ends with the process that started it, whatever ends that. */
export type Child = {
  readonly process: ChildProcess
  /** The last of what it printed, on both streams. */
  output(): string
  alive(): boolean
  /** Sends the signal and waits until it is gone. Gives its exit code; null where a signal ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  /** Hangs it, as a machine that swaps or a network that is cut would. */
  freeze(): void
  thaw(): void
}

export type Command = {
  readonly path: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
}

const setpriv = '/usr/bin/setpriv'
const keptCharacters = 200_000

/** Linux ends the child with its parent (`setpriv` replaces itself by the command); elsewhere a killed runner leaves it. */
export const startChild = ({ path, args, env = process.env, cwd }: Command): Child => {
  const [command, ...rest] = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'KILL', path, ...args] : [path, ...args]
  const options = { env, ...(cwd === undefined ? {} : { cwd }) }
  const child = spawn(command ?? path, rest, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'exit')
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-keptCharacters)
    })
  const alive = () => child.exitCode === null && child.signalCode === null
  return {
    process: child,
    output: () => output,
    alive,
    end: async (signal) => {
      if (alive()) {
        child.kill(signal)
        // A process that hangs takes no signal but SIGKILL.
        if (signal !== 'SIGKILL') child.kill('SIGCONT')
        await exited
      }
      return child.exitCode
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  }
}

/** Tries until it holds. @throws where the child ended, or after a minute. */
export const untilUp = async (child: Child, name: string, isUp: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 60_000
  while (!(await isUp().catch(() => false))) {
    if (!child.alive()) throw new Error(`${name} ended before it was up:\n${child.output()}`)
    if (performance.now() > deadline) throw new Error(`${name} did not come up:\n${child.output()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
