import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { groupCommit } from './group-commit.ts'

const open = () => {
  const db = new DatabaseSync(':memory:')
  db.exec('create table notes (text text unique)')
  return {
    db,
    group: groupCommit(db),
    texts: () =>
      db
        .prepare('select text from notes')
        .all()
        .map(({ text }) => text),
  }
}

const insert = (db: DatabaseSync, text: string, keep = true) => ({
  run: () => {
    db.prepare('insert into notes values (?)').run(text)
    return { keep, value: text }
  },
  atomic: true,
  lost: 'lost',
})

test('writes of one turn share a transaction, and each stands or falls alone', async () => {
  const { db, group, texts } = open()
  const results = await Promise.allSettled([
    group.write(insert(db, 'one')),
    group.write(insert(db, 'one')),
    group.write(insert(db, 'taken back', false)),
    group.write(insert(db, 'two')),
  ])
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  )
  assert.deepEqual(texts(), ['one', 'two'])
})

test('a full disk refuses every write of the transaction, and later ones go on', async () => {
  const { db, group, texts } = open()
  db.exec('pragma max_page_count = 8')
  const writes = [group.write(insert(db, 'small')), group.write(insert(db, 'x'.repeat(100_000)))]
  for (const result of await Promise.allSettled(writes)) {
    assert.equal(result.status === 'rejected' && result.reason.name, 'StoreUnavailable')
  }
  assert.equal(group.failed(), true)
  assert.equal(await group.write(insert(db, 'after')), 'after')
  assert.equal(group.failed(), false)
  assert.deepEqual(texts(), ['after'])
})

test('drain waits for what was written', async () => {
  const { db, group, texts } = open()
  const write = group.write(insert(db, 'one'))
  await group.drain()
  assert.deepEqual(texts(), ['one'])
  await write
})

test('a write after the file was closed is refused, and nothing is left unheard', async () => {
  const { db, group } = open()
  db.close()
  await assert.rejects(group.write(insert(db, 'late')))
  await group.drain()
})
