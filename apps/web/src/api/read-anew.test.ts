import assert from 'node:assert/strict'
import { test } from 'node:test'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { readAnew } from './read-anew.ts'

test('a first reading that was on its way as something changed is given up for another one', async () => {
  const client = new QueryClient()
  const answers: PromiseWithResolvers<string>[] = []
  const queryFn = () => {
    const answer = Promise.withResolvers<string>()
    answers.push(answer)
    return answer.promise
  }
  const query = new QueryObserver(client, { queryKey: ['list', 'stopped'], queryFn, retry: false })
  const stop = query.subscribe(() => undefined)
  assert.equal(answers.length, 1)
  const again = readAnew(client, ['list'])
  await new Promise(setImmediate)
  assert.equal(answers.length, 2)
  answers[0]?.resolve('before the change')
  answers[1]?.resolve('after it')
  await again
  assert.equal(query.getCurrentResult().data, 'after it')
  stop()
  client.clear()
})
