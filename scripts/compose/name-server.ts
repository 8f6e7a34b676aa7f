import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { decode, encode } from 'dns-packet'

/** Answers as Docker's name server does: a service's name with the addresses of its containers, as they are at the time. */
export const startNameServer = async (addressesOf: (name: string) => readonly string[]) => {
  const socket = createSocket('udp4')
  socket.on('message', (bytes, from) => {
    const query = decode(bytes)
    const answers = (query.questions ?? []).flatMap(({ name, type }) =>
      type === 'A' ? addressesOf(name).map((data) => ({ name, type: 'A' as const, ttl: 1, data })) : [],
    )
    const reply = { type: 'response', id: query.id ?? 0, questions: query.questions ?? [], answers } as const
    socket.send(encode(reply), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { address: `127.0.0.1:${socket.address().port}`, [Symbol.asyncDispose]: async () => void socket.close() }
}
