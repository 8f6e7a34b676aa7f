import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { Certified } from '../test-certificates.ts'
import type { Arrived } from './contract-suite.ts'

/** `stop`: the two headers by which a mail program ends such mails. `secure`: whether it came by TLS. */
type Received = Arrived & { readonly stop: readonly string[]; readonly secure: boolean }

type Options = {
  /** With it the server offers STARTTLS. */
  readonly tls?: Certified
  /** The address that it listens at; all but the loopback's are another machine to who sends. */
  readonly host?: string
}

/** An SMTP server on a free port that keeps what it is given. `unknown@…` has no mailbox, `full@…` none with room. */
export const startTestSmtp = async ({
  tls,
  host = '127.0.0.1',
}: Options = {}): Promise<{
  readonly url: string
  readonly arrived: () => readonly Received[]
  /** Passwords that were shown to it, right or wrong. */
  readonly shown: () => number
  /** The first mail, once it is there. */
  readonly next: () => Promise<Received>
  readonly close: () => Promise<void>
}> => {
  const arrived: Received[] = []
  const first = Promise.withResolvers<Received>()
  let shown = 0
  const server = new SMTPServer({
    ...(tls ?? { disabledCommands: ['STARTTLS'] }),
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => {
      shown += 1
      if (username === 'user' && password === 'p@ss') done(null, { user: username })
      else done(Object.assign(new Error('wrong'), { responseCode: 535 }))
    },
    onRcptTo: ({ address }, _session, done) => {
      const code = { unknown: 550, full: 452 }[address.split('@')[0] ?? '']
      if (code === undefined) done()
      else done(Object.assign(new Error(`no room for ${address}`), { responseCode: code }))
    },
    onData: async (stream, session, done) => {
      const raw = Buffer.concat(await stream.toArray()).toString()
      const { secure } = session
      for (const { address } of session.envelope.rcptTo) arrived.push({ to: address, secure, ...read(raw) })
      if (arrived[0] !== undefined) first.resolve(arrived[0])
      done()
    },
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://user:p%40ss@${host}:${port}`,
    arrived: () => arrived,
    shown: () => shown,
    next: () => first.promise,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A mail of one part, as far as these tests send them. */
const read = (raw: string): Omit<Received, 'to' | 'secure'> => {
  const [head = '', body = ''] = [raw.slice(0, raw.indexOf('\r\n\r\n')), raw.slice(raw.indexOf('\r\n\r\n') + 4)]
  const headers = new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)] as const),
  )
  const quoted = headers.get('content-transfer-encoding') === 'quoted-printable'
  return {
    id: headers.get('message-id') ?? '',
    stop: ['list-unsubscribe', 'list-unsubscribe-post'].flatMap((name) => headers.get(name) ?? []),
    subject: decodeWords(headers.get('subject') ?? ''),
    text: (quoted ? decodeQuoted(body.replaceAll('=\r\n', '')) : body).replaceAll('\r\n', '\n'),
  }
}

/** RFC 2047. */
const decodeWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : decodeQuoted(word.replaceAll('_', ' ')),
    )

const decodeQuoted = (text: string): string =>
  decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/g, '%$1'))
