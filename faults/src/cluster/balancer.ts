import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '@rolecall/test-servers/free-port'
import { findProgram } from '@rolecall/test-servers/program'
import { type Child, startChild, untilUp } from './child.ts'
import { answerOf } from './server-member.ts'

export type Balancer = AsyncDisposable & {
  readonly url: string
  readonly child: Child
  /** Waits until it sends requests to each of the web processes: it notices that one is ready later than the process itself. */
  untilWhole(): Promise<void>
}

/**
 * Milliseconds between two looks at `/readyz`; after two that fail a server gets no new request. One that says nothing may be
 * starved of the one machine's processors, since others start: it has longer, or nobody would be left.
 */
const healthEveryMs = 250
const healthAnswerMs = 2000

/** Answered by the balancer itself: 200 while it takes every web process for ready, 503 otherwise. */
const wholePath = '/balancer/whole'

/** HAProxy over the web processes, any of which may answer any request. */
export const startBalancer = async (folder: string, webs: readonly number[]): Promise<Balancer> => {
  const port = await freePort()
  const path = join(folder, 'haproxy.cfg')
  writeFileSync(path, configOf(port, webs))
  const child = startChild({ path: findHaproxy(), args: ['-db', '-q', '-f', path] })
  const url = `http://127.0.0.1:${port}`
  await untilUp(child, 'haproxy', async () => (await fetch(url)).status > 0)
  return {
    url,
    child,
    untilWhole: () => untilUp(child, 'haproxy', async () => (await answerOf(`${url}${wholePath}`)) === 200),
    [Symbol.asyncDispose]: async () => {
      await child.end('SIGKILL')
    },
  }
}

const findHaproxy = (): string => {
  const path = findProgram('HAPROXY', 'haproxy')
  if (path === undefined) throw new Error('no haproxy: set HAPROXY or install it')
  return path
}

/** A request that met a server which refuses the connection is tried at another; one that was sent is never sent again. */
const configOf = (port: number, webs: readonly number[]): string => `
global
  maxconn 4000
defaults
  mode http
  option forwardfor
  option redispatch 1
  retries 3
  timeout connect 1s
  timeout check ${healthAnswerMs}ms
  timeout client 75s
  timeout server 60s
  timeout http-keep-alive 75s
frontend people
  bind 127.0.0.1:${port}
  default_backend web
  monitor-uri ${wholePath}
  monitor fail if { nbsrv(web) lt ${webs.length} }
backend web
  balance roundrobin
  option httpchk GET /readyz
  http-check expect status 200
  default-server check inter ${healthEveryMs}ms fall 2 rise 1
${webs.map((web, at) => `  server web-${at + 1} 127.0.0.1:${web}`).join('\n')}
`
