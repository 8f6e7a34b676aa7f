import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server on loopback that takes everything, when it is let. */
export type MailServer = AsyncDisposable & {
  readonly url: string
  /** Addresses that mails were brought for, taken or not, oldest first. */
  readonly brought: readonly string[]
  /** Called for each mail: it is taken once the promise resolves. */
  hold(until: ((nth: number) => Promise<void>) | undefined): void
}

export const startMailServer = async (): Promise<MailServer> => {
  const brought: string[] = []
  let held: Parameters<MailServer['hold']>[0]
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: async (stream, session, done) => {
      stream.resume()
      await new Promise((resolve) => stream.once('end', resolve))
      for (const { address } of session.envelope.rcptTo) brought.push(address)
      await held?.(brought.length)
      done()
    },
  })
  // A client that was killed.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    brought,
    hold: (until) => {
      held = until
    },
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
