import assert from 'node:assert/strict'
import { test } from 'node:test'
import { JobDraft, type JobState } from '@rolecall/contract/job'
import {
  changeJobState,
  clearJob,
  createJob,
  editJob,
  endOfDay,
  expireJob,
  fillOpening,
  jobCode,
  takeDownJob,
} from './job-life.ts'

const now = Date.UTC(2026, 10, 25, 9)
const by = { kind: 'user', id: 'usr_1' } as const
const posting = JobDraft.parse({
  title: 'Cook',
  occupation: 'cook',
  description: { text: 'Cook lunch.', language: 'en' },
  place: { label: 'Thika', latitude: -1.03, longitude: 37.07, country: 'KE', timeZone: 'Africa/Nairobi' },
  pay: { min: 120_000, currency: 'KES', period: 'day' },
  employmentType: 'FULL_TIME',
  days: ['mon'],
  parts: ['morning'],
  expiresOn: '2026-12-24',
})
const draft = createJob({
  id: 'job_1',
  code: 'ABC234',
  organisation: { id: 'org_1', name: 'Sunrise Café' },
  posting,
  by,
  now,
})
const inState = (state: JobState) => ({ ...draft, state })

test('a code is six letters and digits that cannot be misread', () => {
  for (let byte = 0; byte < 256; byte += 1) assert.match(jobCode(new Uint8Array(6).fill(byte)), /^[A-HJ-NP-Z2-9]{6}$/)
  assert.throws(() => jobCode(new Uint8Array(5)), RangeError)
})

test('a job expires at the end of its last day where the work is', () => {
  const cases = [
    ['2026-12-24', 'Africa/Nairobi', '2026-12-24T21:00:00Z'],
    ['2026-12-24', 'America/Mexico_City', '2026-12-25T06:00:00Z'],
    ['2026-10-24', 'Europe/Madrid', '2026-10-24T22:00:00Z'],
    ['2026-10-25', 'Europe/Madrid', '2026-10-25T23:00:00Z'],
  ] as const
  for (const [date, zone, end] of cases) assert.equal(endOfDay(date, zone), Date.parse(end), `${date} ${zone}`)
})

test('a job moves between its states as the table says', () => {
  const table: Record<JobState, string> = {
    draft: 'open closed',
    open: 'open paused closed',
    paused: 'open paused closed',
    expired: 'open closed',
    closed: 'closed',
  }
  for (const state of ['draft', 'open', 'paused', 'expired', 'closed'] as const) {
    const allowed = (['open', 'paused', 'closed'] as const).filter(
      (to) => changeJobState(inState(state), to, { by, now }).decision === 'changed',
    )
    assert.equal(allowed.join(' '), table[state], state)
  }
})

test('publishing says when and by whom; resuming keeps the day of publication', () => {
  const opened = changeJobState(draft, 'open', { by, now })
  assert.ok(opened.decision === 'changed')
  assert.equal(opened.job.publishedAt, now)
  assert.deepEqual(opened.job.history.at(-1), { state: 'open', at: now, by })
  const paused = changeJobState(opened.job, 'paused', { by, now: now + 1 })
  assert.ok(paused.decision === 'changed')
  const resumed = changeJobState(paused.job, 'open', { by, now: now + 2 })
  assert.ok(resumed.decision === 'changed')
  assert.equal(resumed.job.publishedAt, now)
})

test('a state that a job has already changes nothing', () => {
  const open = inState('open')
  assert.deepEqual(changeJobState(open, 'open', { by, now }), { decision: 'changed', job: open })
})

test('a job whose last day is over, or that is full, does not open', () => {
  const late = changeJobState(draft, 'open', { by, now: draft.expiresAt })
  assert.deepEqual(late, { decision: 'refused', because: 'ended' })
  const full = changeJobState({ ...draft, hired: 1 }, 'open', { by, now })
  assert.deepEqual(full, { decision: 'refused', because: 'full' })
})

test('a closed job cannot be edited, and an edit moves the end', () => {
  assert.deepEqual(editJob(inState('closed'), posting, { now }), { decision: 'refused', because: 'state' })
  const edited = editJob(inState('open'), { ...posting, expiresOn: '2026-12-31' }, { now })
  assert.ok(edited.decision === 'changed')
  assert.equal(edited.job.expiresAt, Date.parse('2026-12-31T21:00:00Z'))
})

test('openings never fall below those filled, and none left closes the job', () => {
  const job = { ...inState('open'), posting: { ...posting, openings: 3 }, hired: 2 }
  const tooFew = editJob(job, { ...posting, openings: 1 }, { now })
  assert.deepEqual(tooFew, { decision: 'refused', because: 'below-hired' })
  const exact = editJob(job, { ...posting, openings: 2 }, { now })
  assert.ok(exact.decision === 'changed')
  assert.equal(exact.job.state, 'closed')
})

test('the last opening filled closes the job and says why', () => {
  const job = { ...inState('open'), posting: { ...posting, openings: 2 } }
  const first = fillOpening(job, now)
  assert.ok(first.decision === 'changed')
  assert.equal(first.job.state, 'open')
  const second = fillOpening(first.job, now)
  assert.ok(second.decision === 'changed')
  assert.deepEqual(second.job.history.at(-1), { state: 'closed', at: now, by: { kind: 'system' }, reason: 'filled' })
  assert.deepEqual(fillOpening(second.job, now), { decision: 'refused', because: 'full' })
})

test('only an open or paused job expires, and not before its end', () => {
  assert.equal(expireJob(inState('open'), draft.expiresAt - 1).state, 'open')
  const ends = { open: 'expired', paused: 'expired', draft: 'draft', closed: 'closed', expired: 'expired' } as const
  for (const state of ['open', 'paused', 'draft', 'closed', 'expired'] as const)
    assert.equal(expireJob(inState(state), draft.expiresAt).state, ends[state])
})

test('a job that a moderator took down is opened again by nobody, also once it has run out, until it is cleared', () => {
  const down = takeDownJob(inState('open'), { by, now })
  assert.equal(down?.state, 'paused')
  assert.ok(down)
  const ended = { ...expireJob(down, down.expiresAt), expiresAt: down.expiresAt + 86_400_000 }
  for (const job of [down, ended])
    assert.deepEqual(changeJobState(job, 'open', { by, now }), { decision: 'refused', because: 'taken-down' })
  assert.equal(takeDownJob(down, { by, now }), undefined)
  const cleared = clearJob(down, { by, now })
  assert.equal(cleared?.state, 'paused')
  assert.ok(cleared)
  assert.equal(changeJobState(cleared, 'open', { by, now }).decision, 'changed')
  assert.equal(clearJob(cleared, { by, now }), undefined)
})
