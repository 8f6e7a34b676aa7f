import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare } from './compare.ts'
import { reportHtml } from './report-html.ts'
import { reportText } from './report-text.ts'
import { decision, shortlisted } from './testing/decisions.ts'
import { type BiasAudit, ratioOf } from './wording.ts'

const hostile = '<script>alert("x")</script>&\'</table>'

/** Of each category so many were selected, of ten. */
const auditOf = (selected: Readonly<Record<string, number>>, more: Partial<BiasAudit> = {}): BiasAudit => {
  const people = Object.entries(selected).flatMap(([category, hits]) =>
    Array.from({ length: 10 }, (_, at) => ({ id: `${category} ${at}`, category, isHit: at < hits })),
  )
  const decisions = people.map(({ id, isHit }) => decision(id, isHit ? shortlisted : {}))
  const byPerson = new Map(people.map(({ id, category }) => [id, [category, category]]))
  return {
    ...compare(decisions, { columns: ['sex', hostile], byPerson }, { selection: 'moved-on', leaveOutSmall: false }),
    from: Temporal.PlainDate.from('2026-01-01'),
    to: Temporal.PlainDate.from('2026-06-30'),
    madeOn: Temporal.PlainDate.from('2026-07-15'),
    organisationId: undefined,
    pool: 'applicants',
    selection: 'moved-on',
    leaveOutSmall: false,
    file: { rows: people.length, unknownPeople: 0, notCompared: 0 },
    ...more,
  }
}

test('a table says counts, rates, ratios and the test, marks what is under four fifths, and ends with the unknown', () => {
  const lines = reportText(auditOf({ Male: 8, Female: 4 }))
  const at = lines.indexOf('Selection rate by sex')
  assert.deepEqual(lines.slice(at + 1, at + 5), [
    '                               applicants  moved on     rate   ratio        p',
    'Male                                   10         8   80.0 %    1.00        –',
    'Female                                 10         4   40.0 %    0.50   0.1698 !',
    'unknown                                 0         0',
  ])
})

test('no line is longer than 80 columns, however long a category is', () => {
  const long = 'Native Hawaiian or Other Pacific Islander (Not Hispanic or Latino), and '.repeat(3)
  const lines = reportText(auditOf({ [long]: 3, ['x'.repeat(200)]: 9 }, { organisationId: `org_${'0'.repeat(26)}` }))
  assert.deepEqual(
    lines.filter((line) => line.length > 80),
    [],
  )
})

test('the page shows the same figures, with a bar for each rate and a line at four fifths of the highest', () => {
  const page = reportHtml(auditOf({ Male: 8, Female: 4 }))
  assert.match(
    page,
    /class="under">\s*<th [^>]*>Female<\/th>[\s\S]*?data-label="rate">40.0 %<[\s\S]*?>0\.50 !<[\s\S]*?>0\.1698</,
  )
  assert.match(page, /<rect class="fill" width="80.00%" [^>]*><line class="limit" x1="64.00%"/)
  assert.match(page, /<rect class="fill" width="40.00%"/)
})

test('a hostile name of a category or column stays text, and the page may run and load nothing', () => {
  const page = reportHtml(auditOf({ [hostile]: 8, Female: 4 }))
  assert.match(page, /&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt;&amp;&#39;&lt;\/table&gt;/)
  assert.doesNotMatch(page, /<script|src=|href=|url\(/)
  assert.match(page, /http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/)
  assert.equal(page.match(/<\/table>/g)?.length, 6)
})

test('a table whose highest rate rests on few says so, and one where nobody was selected', () => {
  const few = { ...auditOf({}), tables: [] }
  assert.doesNotMatch(reportText(few).join('\n'), /highest rate is that/)
  assert.match(reportText(auditOf({ Male: 0, Female: 0 })).join('\n'), /No impact ratio: nobody was selected\./)
  assert.match(reportText(auditOf({})).join('\n'), /Nobody who is compared here has a row with this in the file\./)
})

test('a ratio just under four fifths does not read as four fifths', () => {
  assert.equal(ratioOf(0.79999, true), '0.7999')
  assert.equal(ratioOf(0.8, false), '0.80')
  assert.equal(ratioOf(0.79, true), '0.79')
})
