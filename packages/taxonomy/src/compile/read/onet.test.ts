import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readOnet } from './onet.ts'

const data =
  'O*NET-SOC Code\tTitle\tDescription\n35-2014.00\tCooks, Restaurant\tPrepare "dishes".\n35-1011.00\tChefs\tLead.\n'
const titles =
  'O*NET-SOC Code\tTitle\tAlternate Title\tShort Title\tSource(s)\n35-2014.00\tCooks, Restaurant\tLine Cook (LC)\tLC\t08\n35-2014.00\tCooks, Restaurant\tGrill Cook\tn/a\t08\n'
const related =
  'O*NET-SOC Code\tTitle\tRelated O*NET-SOC Code\tRelated Title\tRelatedness Tier\tIndex\n35-2014.00\tCooks\t35-1011.00\tChefs\tPrimary-Short\t1\n35-2014.00\tCooks\t11-1011.00\tX\tSupplemental\t9\n'

test('titles, descriptions and the nearest occupations are read from the text files', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'onet-'))
  t.after(() => rmSync(folder, { recursive: true }))
  assert.throws(() => readOnet(folder), { name: 'SourceRefused', message: /no file "Alternate Titles.txt"/ })
  writeFileSync(join(folder, 'Occupation Data.txt'), data)
  writeFileSync(join(folder, 'Alternate Titles.txt'), titles)
  writeFileSync(join(folder, 'Related_Occupations.tsv'), related)
  assert.deepEqual(readOnet(folder), [
    {
      code: '35-2014.00',
      titles: ['Cooks, Restaurant', 'Line Cook', 'LC', 'Grill Cook'],
      description: 'Prepare "dishes".',
      related: ['35-1011.00'],
    },
    { code: '35-1011.00', titles: ['Chefs'], description: 'Lead.', related: [] },
  ])
  writeFileSync(join(folder, 'Occupation Data.txt'), data.slice(0, -8))
  assert.throws(() => readOnet(folder), { name: 'SourceRefused', message: /Occupation Data.txt is cut off/ })
})
