import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { encodeTaxonomy } from '@rolecall/taxonomy/compiled/taxonomy-file'
import { runEval } from './run-eval.ts'
import { tinyTaxonomy } from './testing/tiny-taxonomy.ts'

const folder = mkdtempSync(join(tmpdir(), 'rolecall-eval-'))
const taxonomy = join(folder, 'taxonomy.bin')
writeFileSync(taxonomy, encodeTaxonomy(tinyTaxonomy))
after(() => rmSync(folder, { recursive: true }))

const run = (data: string, ...more: string[]) => {
  const said = { stdout: '', stderr: '' }
  const code = runEval(['--data', data, '--taxonomy', taxonomy, '--out', join(folder, 'results'), ...more], {
    stdout: { write: (text) => (said.stdout += text) },
    stderr: { write: (text) => (said.stderr += text) },
  })
  return { code, ...said }
}
const dataWith = (name: string, files: Readonly<Record<string, string>>): string => {
  const data = join(folder, name)
  for (const [path, text] of Object.entries({ ...files, 'README.md': '' })) {
    mkdirSync(join(data, path, '..'), { recursive: true })
    writeFileSync(join(data, path), text)
  }
  return data
}
const titles = 'gold/title-similarity-en'
const titleFiles = {
  [`${titles}/queries.tsv`]: 'q1\tchef\n',
  [`${titles}/corpus_documents.tsv`]: 't1\tdriver\nt2\tcook\n',
  [`${titles}/annotations.tsv`]: 'q1\t0\tt2\t1\n',
}

test('a folder without the sets is told, set by set, and the rest is measured', () => {
  const { code, stdout } = run(dataWith('nothing', {}))
  assert.equal(code, 0)
  assert.match(
    stdout,
    /- job-title similarity, English: left out, since the data folder has no gold\/title-sim.*queries/,
  )
  assert.match(
    stdout,
    /- real vacancy titles to ESCO's occupations: left out, since .* no gold\/vacancy-titles-to-esco\/titles.csv/,
  )
  assert.match(stdout, /- MELO, US English to English: left out/)
  assert.match(stdout, /- MELO, German to English: left out/)
  assert.match(stdout, /- SkillSpan: left out, since its spans .* carry no label of ESCO/)
  assert.match(stdout, /ESCO's Spanish labels \| 1 \|/)
})

test('a set of which one file is missing is left out by the name of that file', () => {
  const { [`${titles}/annotations.tsv`]: _, ...files } = titleFiles
  const { stdout } = run(dataWith('part', files))
  assert.match(stdout, /job-title similarity, English: left out, since the data folder has no \S*annotations.tsv\./)
})

test('what stands there is measured, and written as a table and as bars', () => {
  const { code, stdout, stderr } = run(
    dataWith('some', {
      ...titleFiles,
      'gold/vacancy-titles-to-esco/titles.csv':
        ',vacancyTitle,conceptUri\n0,chef wanted,http://example.org/occupation/cook\n1,driver,http://example.org/occupation/gone\n',
    }),
    '--full',
  )
  assert.equal(code, 0)
  // Vectors put the cook first, BM25 finds no word in common and keeps the order of the file.
  assert.match(stdout, /1 titles × 2 titles \| MAP \| \*\*1\.000\*\* \| 1\.000 \| \d\.\d{3} \| 0\.500 \|/)
  // One of two is found, the other's occupation is not in the taxonomy.
  assert.match(stdout, /2 titles × 2 occupations \(2 English labels\) \| MRR \| \*\*0\.500\*\* \| 0\.500 \|/)
  assert.match(stdout, /not in the taxonomy count as not found: 1\./)
  assert.match(stderr, /\[#{20}\] 100 % job-title similarity/)
  assert.equal(readFileSync(join(folder, 'results/quality.md'), 'utf8'), stdout)
  const bars = readFileSync(join(folder, 'results/quality.svg'), 'utf8')
  assert.equal(bars.match(/<rect /g)?.length, 1 + 3 * 3)
})

test('a file that is no taxonomy, and a folder that is not there, are told', () => {
  const data = dataWith('other', {})
  writeFileSync(join(folder, 'text.bin'), 'nothing of a taxonomy')
  const refused = run(data, '--taxonomy', join(folder, 'text.bin'))
  assert.equal(refused.code, 1)
  assert.match(refused.stderr, /text\.bin is no compiled taxonomy: make one with npm run taxonomy/)
  assert.deepEqual([run(join(folder, 'gone')).code, run(data, '--taxonomy', join(folder, 'gone.bin')).code], [1, 1])
})

test('a command that is not understood is answered by how to ask', () => {
  const { code, stderr } = run(dataWith('asked', {}), '--everything')
  assert.equal(code, 2)
  assert.match(stderr, /npm run eval -- --data FOLDER --taxonomy FILE/)
})
