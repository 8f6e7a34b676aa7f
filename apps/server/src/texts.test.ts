import assert from 'node:assert/strict'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createStarterTaxonomy } from '@rolecall/taxonomy/starter'
import { catalogueFolder } from '@rolecall/text/catalogue'
import { silentLog } from './log.ts'
import { loadTexts } from './texts.ts'

test('English stays the first language, so that another catalogue changes no greeting', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-texts-'))
  try {
    await cp(catalogueFolder, folder, { recursive: true })
    await writeFile(join(folder, 'ar.json'), JSON.stringify({ 'language.name': 'العربية' }))
    const { languages } = await loadTexts({ taxonomy: createStarterTaxonomy(), log: silentLog, folder })
    assert.deepEqual(languages, ['en', 'ar', 'es'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
