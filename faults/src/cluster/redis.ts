import { connect } from 'node:net'
import { freePort } from '@rolecall/test-servers/free-port'
import { findRedisServer } from '@rolecall/test-servers/redis'
import { type Child, startChild, untilUp } from './child.ts'

export type Redis = AsyncDisposable & {
  readonly url: string
  child: Child
  /** Forgets everything, as after a restart or a mistaken command. */
  flush(): Promise<void>
  /** Starts it where it was killed, wakes it where it hangs. */
  heal(): Promise<void>
}

export const startRedis = async (): Promise<Redis> => {
  const path = findRedisServer()
  if (path === undefined) throw new Error('no redis-server: set REDIS_SERVER or put it on the PATH')
  const port = await freePort()
  const start = async (): Promise<Child> => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
    const child = startChild({ path, args })
    await untilUp(child, 'redis-server', async () => (await ask(port, 'PING')).startsWith('+PONG'))
    return child
  }
  const redis: Redis = {
    url: `redis://127.0.0.1:${port}`,
    child: await start(),
    flush: async () => {
      await ask(port, 'FLUSHALL')
    },
    heal: async () => {
      redis.child.thaw()
      if (!redis.child.alive()) redis.child = await start()
    },
    [Symbol.asyncDispose]: async () => {
      await redis.child.end('SIGKILL')
    },
  }
  return redis
}

/** One command on a connection of its own, in Redis's inline form. */
const ask = (port: number, command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`))
    socket.setEncoding('utf8')
    socket.once('error', reject)
    socket.once('data', (text: string) => {
      socket.destroy()
      resolve(text)
    })
  })
