import assert from 'node:assert/strict'
import { get } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { startTestServer, type TestServer } from './testing/server.ts'

/**
 * Bytes over the wire, gzipped, of a first visit. Public pages are read on cheap phones and little data: a third of what
 * a first visit may weigh at most (100 kB). The employers' app comes once and is kept.
 */
const budgets = { '/': 30_000, '/jobs': 30_000, '/me': 30_000, '/employer': 170_000 } as const

describe('what a first visit loads', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer({ store: 'sqlite' })
  })
  after(async () => {
    await server?.[Symbol.asyncDispose]()
  })

  for (const [path, most] of Object.entries(budgets))
    test(`${path} weighs at most ${most} bytes`, async () => {
      const weights = new Map<string, number>()
      const visit = async (address: string): Promise<void> => {
        if (weights.has(address)) return
        weights.set(address, 0)
        const { bytes, text } = await load(server.url, address)
        weights.set(address, bytes)
        for (const next of address.endsWith('.js') ? imported(text) : linked(text)) await visit(next)
      }
      await visit(path)
      const bytes = [...weights.values()].reduce((sum, each) => sum + each, 0)
      assert.ok(weights.size > 1)
      assert.ok(bytes <= most, `${bytes} bytes: ${JSON.stringify(Object.fromEntries(weights))}`)
    })
})

/** The styles and scripts that a page asks for. */
const linked = (html: string): string[] =>
  [...html.matchAll(/<(?:link[^>]*rel="(?:stylesheet|modulepreload)"[^>]*href|script[^>]*src)="([^"]+)"/g)].flatMap(
    ([, address]) => address ?? [],
  )

/** The scripts that a script cannot start without; what it may ask for later stands in `import()`. */
const imported = (script: string): string[] =>
  [...script.matchAll(/(?:from|import)"\.\/([\w.-]+\.js)"/g)].map(([, name]) => `/assets/${name}`)

/** What comes over the wire for an address, to whoever takes gzip. Throws where it is not there. */
const load = async (origin: string, path: string): Promise<{ readonly bytes: number; readonly text: string }> => {
  const headers = { 'accept-encoding': 'gzip', 'accept-language': 'en' }
  const bytes = await new Promise<number>((resolve, reject) => {
    get(`${origin}${path}`, { headers }, (response) => {
      let sum = 0
      response.on('data', (chunk: Buffer) => {
        sum += chunk.length
      })
      response.on('end', () => (response.statusCode === 200 ? resolve(sum) : reject(new Error(`${path} is not there`))))
    }).on('error', reject)
  })
  return { bytes, text: await (await fetch(`${origin}${path}`, { headers })).text() }
}
