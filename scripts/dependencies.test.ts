import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'

const root = join(import.meta.dirname, '..')
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      inBundle: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
})
const Bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ name: z.string(), version: z.string(), purl: z.string() })),
})
const packagesIn = (file: string) =>
  Object.entries(Lock.parse(JSON.parse(readFileSync(join(root, file), 'utf8'))).packages)

for (const file of ['package-lock.json', 'infra/package-lock.json'])
  test(`${file}: each package is of the registry, by its hash, or stands in this repository`, () => {
    const strange = packagesIn(file).filter(([path, { resolved, integrity, link, inBundle }]) => {
      if (!path.includes('node_modules/')) return resolved !== undefined
      // What a package brings along lies within its own hash.
      if (inBundle) return false
      if (link) return resolved === undefined || /^[a-z]+:|^\.\./.test(resolved)
      return (
        !integrity?.startsWith('sha512-') ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))
      )
    })
    assert.deepEqual(strange, [])
  })

test('a package of ours is never taken from the registry, where anybody may give another the same name', () => {
  const ours = packagesIn('package-lock.json').filter(([path]) => /node_modules\/(@rolecall\/|rolecall$)/.test(path))
  assert.ok(ours.length > 8)
  for (const [path, { link }] of ours) assert.equal(link, true, path)
})

test('npm run sbom lists every package of the lock file with its version', () => {
  const printed = execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
  const { components } = Bill.parse(JSON.parse(printed))
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`))
  const locked = packagesIn('package-lock.json').flatMap(([path, { version, link }]) => {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? []
    return name === undefined || link ? [] : [`${name}@${version}`]
  })
  assert.ok(locked.length > 300)
  assert.deepEqual(
    locked.filter((one) => !listed.has(one)),
    [],
  )
})
