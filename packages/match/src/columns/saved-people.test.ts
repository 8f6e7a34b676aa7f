import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEngine, type MatchEngine, type PersonRow, type SavedPeople } from '../engine.ts'
import { createCrowd, seeded } from '../testing/crowd.ts'
import { now, person, taxonomy } from '../testing/fixture.ts'

const newestRows = 50
const scan = { now, limit: 30 }

/** An engine after many changes, some rows newest, some sorted, some dead. */
const crowded = (seed: number): { readonly engine: MatchEngine; readonly crowd: ReturnType<typeof createCrowd> } => {
  const random = seeded(seed)
  const crowd = createCrowd(random)
  const engine = createEngine({ taxonomy, newestRows })
  for (let turn = 0; turn < 1500; turn += 1) {
    const id = `p${Math.floor(random() * 600)}`
    if (crowd.chance(0.8)) engine.putPerson(crowd.anyone(id))
    else engine.removePerson(id)
  }
  return { engine, crowd }
}

const kept = ({ head, columns }: SavedPeople) => ({
  head: JSON.parse(JSON.stringify(head)),
  bytes: new Uint8Array(Buffer.concat([...columns()])),
})

const restored = (saved: SavedPeople): MatchEngine => {
  const engine = createEngine({ taxonomy, newestRows })
  engine.restorePeople(kept(saved))
  return engine
}

test('people who were saved and restored give the same lists, before and after more changes', () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const { engine, crowd } = crowded(seed)
    const copy = restored(engine.savePeople())
    assert.equal(copy.size().people, engine.size().people)
    for (let turn = 0; turn < 300; turn += 1) {
      if (turn % 10 === 0) {
        const job = crowd.anything('asked')
        assert.deepEqual(copy.peopleFor(job, scan), engine.peopleFor(job, scan))
      }
      const row = crowd.anyone(`p${turn * 3}`)
      for (const one of [engine, copy])
        if (turn % 4 === 0) one.removePerson(row.id)
        else one.putPerson(row)
    }
    assert.equal(copy.size().people, engine.size().people)
  }
})

test('who left before the saving stands nowhere in the columns, and who leaves while they are read is not restored wrongly', () => {
  const engine = createEngine({ taxonomy, newestRows: 5 })
  const rare: PersonRow = person({ reachKm: 98.765 }, { id: 'canary-of-the-erased' })
  engine.putPerson(rare)
  for (let number = 0; number < 40; number += 1) engine.putPerson(person({}, { id: `p${number}` }))
  engine.removePerson(rare.id)
  const saved = engine.savePeople()
  engine.removePerson('p7')
  const { bytes } = kept(saved)
  const reach = Buffer.from(Int32Array.of(98_765).buffer)
  assert.ok(!Buffer.from(bytes).includes(rare.id), 'the id')
  assert.ok(!Buffer.from(bytes).includes(reach), 'the reach')
  assert.ok(Buffer.from(bytes).includes('p12'), 'someone who is there')
  const copy = restored(saved)
  copy.removePerson('p7')
  assert.equal(copy.size().people, 39)
})

test('columns of another layout, columns cut short and an engine in use are refused', () => {
  const saved = kept(crowded(1).engine.savePeople())
  const other = { ...saved, head: { ...saved.head, layout: 0 } }
  assert.throws(() => createEngine({ taxonomy }).restorePeople(other), /layout/)
  const cut = { ...saved, bytes: saved.bytes.slice(0, -8) }
  assert.throws(() => createEngine({ taxonomy }).restorePeople(cut), /cut short/)
  const { engine } = crowded(2)
  assert.throws(() => engine.restorePeople(saved), /in use/)
})
