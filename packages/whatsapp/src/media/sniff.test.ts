import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sniff } from './sniff.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const zip = 'PK\x03\x04..[Content_Types].xml..'

const cases: [claim: string, bytes: string, declared: string, expected: string | undefined][] = [
  ['a JPEG is one', '\xff\xd8\xff\xe0..', 'image/jpeg', 'image/jpeg'],
  ['a JPEG that is declared a PNG is a JPEG', '\xff\xd8\xff\xe0..', 'image/png', 'image/jpeg'],
  ['a PNG is one', '\x89PNG\r\n\x1a\n..', 'image/png', 'image/png'],
  ['a voice note is Ogg', 'OggS\x00\x02', 'audio/ogg', 'audio/ogg'],
  ['a sticker is WebP', 'RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp', 'image/webp'],
  ['an MP4 is video', '\x00\x00\x00\x18ftypmp42', 'video/mp4', 'video/mp4'],
  ['an MP4 is audio where it is declared so', '\x00\x00\x00\x18ftypmp42', 'audio/mp4', 'audio/mp4'],
  ['an M4A is audio whatever is declared', '\x00\x00\x00\x18ftypM4A ', 'video/mp4', 'audio/mp4'],
  ['a 3GP is one', '\x00\x00\x00\x18ftyp3gp4', 'video/3gpp', 'video/3gpp'],
  ['a PDF is one', '%PDF-1.7', 'application/pdf', 'application/pdf'],
  [
    'an old Office file is what it is declared',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    'application/msword',
    'application/msword',
  ],
  ['an Office file is known by its parts', `${zip}word/document.xml`, docx, docx],
  ['an archive is no document', 'PK\x03\x04evil.exe', docx, undefined],
  ['plain text is text', 'I cook.\r\nFor 5 years.', 'text/plain', 'text/plain'],
  ['a program is not a picture', 'MZ\x90\x00\x03', 'image/jpeg', undefined],
  ['a program is not text', '\x7fELF\x02\x01', 'text/plain', undefined],
  ['a page of HTML is not a picture', '<svg onload=alert(1)>', 'image/png', undefined],
  ['a picture is not a document', '\xff\xd8\xff\xe0..', 'application/pdf', undefined],
  ['a document is not a voice note', '%PDF-1.7', 'audio/ogg', undefined],
  ['nothing is nothing', '', 'text/plain', undefined],
]
for (const [claim, bytes, declared, expected] of cases) {
  test(claim, () => assert.equal(sniff(Buffer.from(bytes, 'latin1'), declared), expected))
}
