import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate and its private key, as PEM. */
export type Certified = { readonly cert: string; readonly key: string }

/**
 * An authority that nobody knows, made for one test, and its certificate for a server at these IPv4 addresses: X.509 v3 (RFC
 * 5280) with ECDSA on P-256, good for an hour.
 */
export const makeAuthority = (
  ...addresses: readonly string[]
): { readonly cert: string; readonly server: Certified } => {
  const [own, servers] = [newKeys(), newKeys()]
  const issuer = name(`Authority of a test ${randomBytes(4).toString('hex')}`)
  const isAuthority = extension([0x55, 0x1d, 0x13], sequence(der(0x01, Buffer.of(0xff))))
  const names = sequence(...addresses.map((address) => der(0x87, Buffer.from(address.split('.').map(Number)))))
  return {
    cert: certificate({ issuer, subject: issuer, of: own.publicKey, extra: isAuthority }, own.privateKey),
    server: {
      cert: certificate(
        {
          issuer,
          subject: name('A server of a test'),
          of: servers.publicKey,
          extra: extension([0x55, 0x1d, 0x11], names),
        },
        own.privateKey,
      ),
      key: servers.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    },
  }
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

type Said = { readonly issuer: Buffer; readonly subject: Buffer; readonly of: KeyObject; readonly extra: Buffer }

const certificate = ({ issuer, subject, of, extra }: Said, key: KeyObject): string => {
  const algorithm = sequence(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
  const hour = 3_600_000
  const said = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    issuer,
    sequence(time(Date.now() - hour), time(Date.now() + hour)),
    subject,
    of.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extra)),
  )
  const whole = sequence(said, algorithm, der(0x03, Buffer.of(0), sign('sha256', said, key)))
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`
}

const name = (common: string): Buffer =>
  sequence(der(0x31, sequence(oid([0x55, 0x04, 0x03]), der(0x0c, Buffer.from(common)))))
const extension = (id: readonly number[], value: Buffer): Buffer => sequence(oid(id), der(0x04, value))
/** UTCTime: `yyMMddHHmmssZ`. */
const time = (at: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(at).toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`))
const oid = (bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes))
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)

/** Tag, length and content; of a length from 128 on, how many bytes it has comes first. */
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content])
}
