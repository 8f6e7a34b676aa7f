import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvOf, separatorOf } from './csv.ts'

test('cells stand in quotation marks, whatever they hold', () =>
  assert.equal(csvOf([['a"b', 'c;d\ne']], ';'), '\ufeff"a""b";"c;d\ne"\r\n'))

test('nothing that is written runs as a formula', () => {
  for (const cell of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x.example","y")']) {
    const written = csvOf([[cell]], ',')
    assert.match(written, /^\ufeff"'/, JSON.stringify(cell))
  }
  assert.equal(csvOf([['1-2', 'a=b']], ','), '\ufeff"1-2","a=b"\r\n')
})

test('where a comma stands in numbers, semicolons stand between cells', () =>
  assert.deepEqual(['en-GB', 'es-419', 'es-ES', 'de'].map(separatorOf), [',', ',', ';', ';']))
