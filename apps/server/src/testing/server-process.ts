import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const main = join(import.meta.dirname, '../main.ts')

export const whatsappEnv = {
  WHATSAPP_WABA_ID: '1001',
  WHATSAPP_PHONE_NUMBER_ID: '1002',
  WHATSAPP_PHONE_NUMBER: '15550100000',
  WHATSAPP_PORTFOLIO_ID: '1003',
  WHATSAPP_ACCESS_TOKEN: 'test-token',
  WHATSAPP_APP_SECRET: 'test-secret',
  WHATSAPP_VERIFY_TOKEN: 'test-verify',
} as const

export type ServerProcess = {
  readonly url: string
  readonly child: ChildProcess
  /** What it runs in, for commands on the same store. */
  readonly env: NodeJS.ProcessEnv
  /** What it has printed so far, on both streams. */
  readonly output: () => string
  /** Ends it with the signal and waits until it is gone. */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** The real server as a process of its own, ready to answer. `folder` keeps its database, keys and files. */
export const startServerProcess = async (options: {
  readonly folder: string
  readonly port: number
  readonly env?: Readonly<Record<string, string>>
}): Promise<ServerProcess> => {
  const { folder, port } = options
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: `sqlite:${join(folder, 'rolecall.db')}`,
    KEY_FILE: join(folder, 'keys/rolecall.keys'),
    DEMO: '0',
    LOG_LEVEL: 'warn',
    NODE_TEST_CONTEXT: '',
    ...options.env,
  }
  const child = spawn(process.execPath, [main], {
    cwd: join(import.meta.dirname, '../../../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const url = `http://127.0.0.1:${port}`
  await answering(child, url, () => output)
  return {
    url,
    child,
    env,
    output: () => output,
    async stop(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = new Promise((resolve) => child.once('exit', resolve))
      child.kill(signal)
      await exited
    },
  }
}

const answering = async (child: ChildProcess, url: string, output: () => string): Promise<void> => {
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`the server ended before it was ready:\n${output()}`)
}
