import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Route } from './route.ts'
import { routes } from './routes.ts'

const all: readonly (readonly [string, Route])[] = Object.entries(routes)

test('no two operations share a method and a path', () => {
  const places = all.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`)
  assert.equal(new Set(places).size, places.length)
})

test('each parameter of a path is declared, and nothing else is', () => {
  for (const [name, { path, params }] of all) {
    const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1])
    assert.deepEqual(Object.keys(params?.shape ?? {}), inPath, name)
  }
})

test('an operation of an employer names the organisation whose member may call it', () => {
  for (const [name, { surface, path }] of all)
    if (surface === 'employer') assert.match(path, /^\/organisations\/:organisationId\//, name)
})

test('a body refuses fields that it does not know', () => {
  for (const [name, { body }] of all) {
    if (body === undefined) continue
    const issues = body.safeParse({ organisationId: 'org_1', role: 'owner' }).error?.issues ?? []
    assert.ok(
      issues.some(({ code }) => code === 'unrecognized_keys'),
      name,
    )
  }
})
