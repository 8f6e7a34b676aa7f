import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCategories } from './categories.ts'

const read = (text: string, wanted?: readonly string[]) => {
  const categories = readCategories(new TextEncoder().encode(text), wanted)
  return 'refused' in categories ? categories.refused : [categories.columns, ...categories.byPerson]
}

test('each row is a person; what is empty, unknown or kept back is unknown', () => {
  assert.deepEqual(
    read('person,sex,race\nper_1,Female,\nper_2,Unknown,Asian\n\nper_3,prefer not to say,"White, other"\n'),
    [
      ['sex', 'race'],
      ['per_1', ['Female', undefined]],
      ['per_2', [undefined, 'Asian']],
      ['per_3', [undefined, 'White, other']],
    ],
  )
})

test('semicolons, a byte order mark, Windows line ends and the case of a value make no difference', () => {
  assert.deepEqual(read('\uFEFFPerson ID;Sex\r\nper_1;Female\r\nper_2; FEMALE \r\n'), [
    ['Sex'],
    ['per_1', ['Female']],
    ['per_2', ['Female']],
  ])
})

test('columns are taken by name and in the order that was asked for', () => {
  assert.deepEqual(read('sex,note,person,race\nF,x,per_1,A\n', ['race', 'SEX']), [
    ['race', 'sex'],
    ['per_1', ['A', 'F']],
  ])
})

test('what could steer a terminal is taken out of a value', () => {
  assert.deepEqual(read('person,sex\nper_1,"\u001b[31mFe\u202emale\nx"\n'), [['sex'], ['per_1', ['[31mFe male x']]])
})

const many = `person,name\n${Array.from({ length: 41 }, (_, at) => `per_${at},Secret ${at}`).join('\n')}`

const refused: readonly (readonly [claim: string, text: string, says: RegExp, wanted?: string[]])[] = [
  ['an empty file', '', /needs a heading/],
  [
    'a file without a column of people',
    'id,sex\n1,Secret\n',
    /No column is named "person". Its columns are: "id", "sex"/,
  ],
  ['a file with people only', 'person\nper_1\n', /add one such as "sex"/],
  ['two columns of one name', 'person,sex,Sex\nper_1,Secret,Secret\n', /Two columns are named "Sex"/],
  ['a column without a name', 'person,\nper_1,Secret\n', /Column 2 has no name/],
  ['a column that is not there', 'person,sex\nper_1,Secret\n', /no column "race". Its columns are: "sex"/, ['race']],
  ['a person with two rows', 'person,sex\nper_1,Secret\nper_2,\nper_1,Secret\n', /Lines 2 and 4 are both of per_1/],
  ['a row without a person', 'person,sex\n ,Secret\n', /Line 2 has no person/],
  ['a row with a field too many', 'person,sex\nper_1,Secret\nper_2,a,b\n', /Line 3 has 3 fields, the heading has 2/],
  ['a quotation mark that stays open', 'person,sex\nper_1,"Secret\n', /is not CSV: look at its quotation marks/],
  ['a quotation mark inside a value', 'person,sex\nper_1,Sec"ret\n', /Line 2 is not CSV/],
  ['names in place of categories', many, /Column "name" has 41 different values.*--columns/],
]
for (const [claim, text, says, wanted] of refused)
  test(`${claim} is refused with a mend, which quotes nothing that people said`, () => {
    const told = read(text, wanted)
    assert.match(String(told), says)
    assert.doesNotMatch(String(told), /Secret/)
  })

test('a file in another encoding is refused', () => {
  const latin = Uint8Array.from([...'person,sex\nper_1,F'].map((sign) => sign.charCodeAt(0)).concat(0xe9))
  assert.deepEqual(readCategories(latin), { refused: 'It is not in UTF-8: save it as "CSV UTF-8".' })
})
