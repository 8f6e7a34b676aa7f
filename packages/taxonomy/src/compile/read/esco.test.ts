import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readEsco } from './esco.ts'

const occupation = 'http://data.europa.eu/esco/occupation/'
const skill = 'http://data.europa.eu/esco/skill/'
const header = 'conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,description,code'
const english = `${header}\nOccupation,${occupation}a,5131,waiter/waitress,"waitress\nwaiter",,released,"Serves ""guests"".",1\n`
const german = `${header}\nOccupation,${occupation}a,5131,Kellner/Kellnerin,Kellnerin,,released,,1\nOccupation,${occupation}b,5120,Koch/Köchin,,,released,,2\n`
const skills = `conceptUri,preferredLabel,altLabels,hiddenLabels,description\n${skill}s,serve guests,wait on guests,,Serve.\n`
const relations = `occupationUri,relationType,skillType,skillUri\n${occupation}a,essential,skill/competence,${skill}s\n${occupation}a,optional,knowledge,${skill}unknown\n`

function folderWith(t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'esco-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

test('the words of all languages come together by concept, the label first', (t) => {
  const folder = folderWith(t, {
    'occupations_en.csv': `\ufeff${english}`,
    'occupations_de.csv': german,
    'skills_en.csv': skills,
    'skills_de.csv': skills.replace('serve guests', 'Gäste bedienen'),
    'occupationSkillRelations_en.csv': relations,
  })
  const { occupations, skills: found, languages, lacking } = readEsco([folder])
  assert.deepEqual(languages, ['de', 'en'])
  assert.deepEqual(lacking, [])
  assert.deepEqual(
    occupations.map(({ id, uri, isco, words, skills }) => ({
      id,
      uri,
      isco,
      words: Object.fromEntries(words),
      skills,
    })),
    [
      {
        id: 'a',
        uri: `${occupation}a`,
        isco: '5131',
        words: { de: ['Kellner/Kellnerin', 'Kellnerin'], en: ['waiter/waitress', 'waitress', 'waiter'] },
        skills: [{ id: 's', essential: true }],
      },
      { id: 'b', uri: `${occupation}b`, isco: '5120', words: { de: ['Koch/Köchin'] }, skills: [] },
    ],
  )
  assert.equal(occupations[0]?.descriptions.get('en'), 'Serves "guests".')
  assert.deepEqual(found[0]?.words.get('de'), ['Gäste bedienen', 'wait on guests'])
})

test('folders of two versions are one, and what is not there is said', (t) => {
  const [older, newer] = [
    folderWith(t, { 'occupations_en.csv': english }),
    folderWith(t, { 'occupations_de.csv': german }),
  ]
  const { occupations, lacking } = readEsco([older, newer])
  assert.deepEqual([...(occupations[0]?.words.keys() ?? [])], ['en', 'de'])
  assert.deepEqual(lacking, [
    'skills in en: there is no skills_en.csv',
    'skills in de: there is no skills_de.csv',
    'which skills an occupation needs: there is no occupationSkillRelations.csv',
  ])
})

test('a file that is wrong or cut off is refused with its name and the mend', (t) => {
  const refused = [
    [{ 'skills_en.csv': skills }, /no file occupations_<language>.csv/],
    [
      { 'occupations_en.csv': english.slice(0, english.indexOf('guests')) },
      /occupations_en.csv is cut off or damaged.*download it again/,
    ],
    [{ 'occupations_en.csv': `${english}Occupation,${occupation}c,51` }, /other columns than the header/],
    [{ 'occupations_en.csv': '<html><body>Sign in</body></html>' }, /has no column conceptUri/],
    [{ 'occupations_en.csv': `${header}\n` }, /no rows/],
    [{ 'occupations_en.csv': Buffer.from(english.replace('waiter', 'camarero de salón'), 'latin1') }, /not UTF-8/],
    [{ 'occupations_en.csv': english.replace(`${occupation}a`, 'see note 3') }, /conceptUri "see note 3"/],
  ] as const
  for (const [files, message] of refused) {
    assert.throws(() => readEsco([folderWith(t, files)]), { name: 'SourceRefused', message })
  }
  assert.throws(() => readEsco(['/nowhere/at/all']), { name: 'SourceRefused', message: /no folder/ })
})
