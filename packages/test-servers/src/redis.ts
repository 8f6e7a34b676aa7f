import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './free-port.ts'
import { findProgram } from './program.ts'

/** A Redis server for tests, which keeps nothing. */
export type TestRedis = {
  readonly url: string
  /** Hangs it (SIGSTOP), until `resume`. */
  pause(): void
  resume(): void
  /** Empties it (FLUSHALL). */
  flush(): Promise<void>
  kill(): Promise<void>
  restart(): Promise<void>
}

/** The path of `redis-server`: from the environment's REDIS_SERVER, else the PATH. Undefined where there is none. */
export const findRedisServer = (): string | undefined => findProgram('REDIS_SERVER', 'redis-server')

/** `tls`: PEM files; it then takes connections by TLS alone. `user`: of an ACL, name first; the default user is off then. */
export type TestRedisOptions = {
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  readonly user?: readonly string[]
}

/** Starts a server on a free port and waits until it takes connections. `url` names no user. */
export const startRedis = async ({ tls, user }: TestRedisOptions = {}): Promise<TestRedis> => {
  const server = findRedisServer()
  if (!server) throw new Error('no redis-server: set REDIS_SERVER or put it on the PATH')
  const port = await freePort()
  const start = async (): Promise<ChildProcess> => {
    const ports = tls ? ['--port', '0', '--tls-port', String(port)] : ['--port', String(port)]
    const certificate = tls ? ['--tls-cert-file', tls.certFile, '--tls-key-file', tls.keyFile] : []
    const options = [...ports, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...certificate]
    if (tls) options.push('--tls-auth-clients', 'no')
    if (user) options.push('--user', 'default', 'off', '--user', ...user)
    const child = spawn(server, options, { stdio: 'ignore' })
    process.once('exit', () => child.kill('SIGKILL'))
    await listens(port)
    return child
  }
  let child = await start()
  return {
    url: `${tls ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
    pause: () => child.kill('SIGSTOP'),
    resume: () => child.kill('SIGCONT'),
    flush: async () => {
      const socket = connect(port, '127.0.0.1')
      socket.write('FLUSHALL\r\n')
      await once(socket, 'data')
      socket.destroy()
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
    restart: async () => {
      child = await start()
    },
  }
}

const listens = async (port: number): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch (error) {
      if (attempt === 200) throw error
      await delay(25)
    } finally {
      socket.destroy()
    }
  }
}
