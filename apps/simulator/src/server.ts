import fastify, { type FastifyInstance } from 'fastify'
import { controlRoutes } from './control/routes.ts'
import { graphRoutes } from './graph/routes.ts'
import type { SimulatorOptions } from './options.ts'
import { createSimulator, type Simulator } from './simulator.ts'
import { uiFiles } from './ui-files.ts'

export type { SimulatorOptions } from './options.ts'

/** A simulator on a port of its own. */
export interface RunningSimulator extends AsyncDisposable {
  /** Origin, without a slash at the end. Pages stand at `/simulator/`, the control interface at `/simulator/api`. */
  readonly url: string
  /** What a server takes as `WHATSAPP_GRAPH_URL`. */
  readonly graphUrl: string
  /** The parts behind the routes, for tests in the same process. */
  readonly control: Simulator
  close(): Promise<void>
}

/** Starts on `port` (0: any free one). Graph, pages and control are one origin. */
export const startSimulator = async (
  options: SimulatorOptions & { readonly host: string; readonly port: number },
): Promise<RunningSimulator> => {
  const app = fastify({ forceCloseConnections: true, bodyLimit: 4 << 20 })
  const simulator = createSimulator(options)
  mountParts(app, simulator, { graph: options.graphPath, pages: '/simulator' })
  app.get('/', (_request, reply) => reply.redirect('/simulator/'))
  const url = (await app.listen({ host: options.host, port: options.port })).replace(/\/$/, '')
  const close = () => app.close()
  return { url, graphUrl: `${url}${options.graphPath}`, control: simulator, close, [Symbol.asyncDispose]: close }
}

/**
 * A Fastify plugin that mounts all of it below the prefix given at its registration, which must be `/simulator`:
 * the page's assets are built for it. The Graph look-alike stands at `{prefix}{graphPath}`.
 */
export const simulatorPlugin = async (app: FastifyInstance, options: SimulatorOptions): Promise<void> => {
  mountParts(app, createSimulator(options), { graph: options.graphPath, pages: '' })
}

const mountParts = (app: FastifyInstance, simulator: Simulator, paths: { graph: string; pages: string }): void => {
  app.register(
    async (scope) => {
      parseLeniently(scope)
      graphRoutes(scope, simulator)
    },
    { prefix: paths.graph },
  )
  app.register(
    async (scope) => {
      parseLeniently(scope)
      controlRoutes(scope, simulator)
    },
    { prefix: `${paths.pages}/api` },
  )
  app.register(async (scope) => uiFiles(scope, simulator.options.uiDist), { prefix: paths.pages })
  app.addHook('preClose', async () => simulator.endOpen())
  app.addHook('onClose', async () => simulator.close())
}

// Graph takes JSON and forms, whatever the content type says; what is neither is an empty body, refused further on.
const parseLeniently = (scope: FastifyInstance): void => {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    const text = String(body)
    try {
      done(null, text === '' ? undefined : JSON.parse(text))
    } catch {
      done(null, text.includes('=') && !text.includes('{') ? Object.fromEntries(new URLSearchParams(text)) : undefined)
    }
  })
}
