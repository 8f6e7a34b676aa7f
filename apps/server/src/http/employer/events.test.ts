import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishJob, signIn } from '../testing/employer-client.ts'
import { createHttpWorld, password } from '../testing/http-world.ts'
import { addEmployer } from '../testing/people.ts'

const listen = async () => {
  const world = await createHttpWorld()
  const owners = [await addEmployer(world, 1), await addEmployer(world, 2)] as const
  const url = await world.app.listen({ host: '127.0.0.1', port: 0 })
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ email: owners[0].email, password }),
  })
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
  const stream = await fetch(`${url}/api/v1/organisations/${owners[0].organisationId}/events`, { headers: { cookie } })
  return { world, owners, stream }
}

/** Reads until a text has come; what has come by then. */
const readUntil = async (stream: Response, wanted: string): Promise<string> => {
  const decoder = new TextDecoder()
  let read = ''
  for await (const chunk of stream.body ?? []) {
    read += decoder.decode(chunk, { stream: true })
    if (read.includes(wanted)) break
  }
  return read
}

test("an organisation hears of its own changes, not of another's", async () => {
  const { world, owners, stream } = await listen()
  await using _ = world
  assert.match(stream.headers.get('content-type') ?? '', /^text\/event-stream/)
  assert.match(stream.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
  const [own, other] = [await signIn(world, owners[0]), await signIn(world, owners[1])]
  const theirs = await publishJob(world, { employer: other, organisationId: owners[1].organisationId })
  const ours = await publishJob(world, { employer: own, organisationId: owners[0].organisationId })
  const heard = await readUntil(stream, ours)
  assert.ok(heard.includes(`data: {"type":"job","jobId":"${ours}"}\n\n`))
  assert.ok(!heard.includes(theirs))
})

test('closing the server ends open streams', async () => {
  const { world, stream } = await listen()
  await world[Symbol.asyncDispose]()
  assert.equal(await readUntil(stream, 'never'), 'retry: 2000\n\n')
})
