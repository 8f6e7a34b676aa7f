import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { speak } from '../../text/use-text.tsx'
import { emptyForm } from './form-values.ts'
import { cutAtWord, rowOf } from './row-preview.ts'

const { en = {} } = await loadCatalogues()

test('a row shows pay first, and keeps within 24 and 72 characters', () => {
  const values = {
    ...emptyForm('KES', '2026-11-25'),
    title: 'Cook for a busy breakfast kitchen',
    payMin: '1200',
    from: '07:00',
    to: '15:00',
  }
  const row = rowOf(values, 'Sunrise Café and Bakery of Thika Road, Nairobi', speak(en, 'en'))
  assert.equal(row.title, 'Cook for a busy…')
  assert.match(row.description, /^KSh 1,200 a month · Mon-Fri 7-15 · Sunrise Café/)
  assert.ok(row.description.length <= 72)
})

test('a cut never leaves half an emoji', () => {
  assert.equal(cutAtWord('😀😀😀😀', 4), '😀…')
})
