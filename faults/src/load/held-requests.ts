import { once } from 'node:events'
import { connect } from 'node:net'
import { nextMessage, type Writer } from './crowd.ts'

/** A request that the server has begun to read and cannot answer before it is finished. */
export type HeldRequest = {
  /** Sends the rest; gives the status of the answer, 0 where the connection was lost. */
  finish(): Promise<number>
}

/** Sends the head and the first half of the body of a webhook. */
export const holdRequest = async (url: string, writer: Writer): Promise<HeldRequest> => {
  const { hostname, port, host } = new URL(url)
  const { body, headers, wamid } = nextMessage(writer)
  const half = Math.floor(body.length / 2)
  const head = [
    'POST /webhooks/whatsapp HTTP/1.1',
    `host: ${host}`,
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  const socket = connect(Number(port), hostname)
  const status = new Promise<number>((resolve) => {
    let answer = ''
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text
      const found = /^HTTP\/1\.1 (\d{3})/.exec(answer)
      if (found !== null) resolve(Number(found[1]))
    })
    socket.on('error', () => resolve(0))
    socket.on('close', () => resolve(0))
  })
  await once(socket, 'connect')
  socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, half)}`)
  return {
    finish: async () => {
      socket.write(body.slice(half))
      const got = await status
      if (got === 200) writer.acknowledged.add(wamid)
      socket.destroy()
      return got
    },
  }
}
