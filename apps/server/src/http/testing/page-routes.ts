import type { FastifyInstance } from 'fastify'

/** Every path that the server answers to GET, with `:name` for its parameters, as it lists them itself. */
export const readablePaths = (app: FastifyInstance): readonly string[] => {
  const found: string[] = []
  const open: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', segment = '', methods = ''] = /^([│├└─\s]*)(\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    if (segment === '') continue
    const depth = indent.length / 4
    open.length = depth
    open[depth] = segment
    if (methods.split(', ').includes('GET')) found.push(open.join(''))
  }
  return found
}
