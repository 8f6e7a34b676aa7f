import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@rolecall/test-servers/free-port'

const root = join(import.meta.dirname, '../..')

export const whatsappEnv = {
  WHATSAPP_WABA_ID: '1',
  WHATSAPP_PHONE_NUMBER_ID: '2',
  WHATSAPP_PHONE_NUMBER: '15550100000',
  WHATSAPP_PORTFOLIO_ID: '3',
  WHATSAPP_ACCESS_TOKEN: 'bench-token',
  WHATSAPP_APP_SECRET: 'bench-secret',
  WHATSAPP_VERIFY_TOKEN: 'bench-verify',
} as const

export type RolecallProcess = AsyncDisposable & {
  readonly url: string
  readonly pid: number
  readonly readyMs: number
  signal(name: NodeJS.Signals): void
  stop(): Promise<void>
}

/** Starts the real server in a folder of its own and waits until it is ready. `readyMs` counts from the spawn. */
export const startRolecall = async (
  env: Readonly<Record<string, string>>,
  folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-')),
): Promise<RolecallProcess> => {
  const port = env.PORT ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const child = spawn(process.execPath, [join(root, 'apps/server/src/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: folder,
      DATABASE_URL: `sqlite:${join(folder, 'rolecall.db')}`,
      KEY_FILE: join(folder, 'keys/rolecall.keys'),
      LOG_LEVEL: 'error',
      DEMO: '0',
      ...env,
    },
  })
  await ready(child, url)
  const readyMs = performance.now() - startedAt
  const stop = async () => {
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await exited
  }
  return {
    url,
    pid: child.pid ?? 0,
    readyMs,
    signal: (name) => void child.kill(name),
    stop,
    async [Symbol.asyncDispose]() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const ready = async (child: ChildProcess, url: string): Promise<void> => {
  while (child.exitCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('the server ended before it was ready')
}
