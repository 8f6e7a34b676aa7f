/**
 * Preloaded into a server process: its connections to some ports of the loopback go through wires that the runner can cut.
 * MongoDB's driver is told the members' addresses by the members, so that an address in the configuration would not do.
 */
import { Socket } from 'node:net'

const wires: ReadonlyMap<string, number> = new Map(
  Object.entries(JSON.parse(process.env.FAULTS_WIRES ?? '{}')).map(([from, to]) => [from, Number(to)]),
)

const connect = Socket.prototype.connect
const rewired = (options: unknown): unknown => {
  if (typeof options !== 'object' || options === null || !('port' in options)) return options
  const port = wires.get(String(options.port))
  return port === undefined ? options : { ...options, port }
}

Socket.prototype.connect = new Proxy(connect, {
  apply: (target, socket, args) => {
    const [first, ...rest] = args
    if (!Array.isArray(first)) return Reflect.apply(target, socket, [rewired(first), ...rest])
    // `net.connect` hands over its arguments as one list, in which Node marks that they are in order.
    first[0] = rewired(first[0])
    return Reflect.apply(target, socket, [first])
  },
})
