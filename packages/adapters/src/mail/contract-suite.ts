import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mail, Mailer } from '@rolecall/core/ports/mail'

/** A mailer and what arrived through it. */
export type Opened = { readonly mailer: Mailer; readonly arrived: () => readonly Arrived[] }
export type Arrived = Pick<Mail, 'to' | 'subject' | 'text'> & { readonly id: string }

const mail: Mail = {
  id: 'mail:7f3c',
  to: 'amina@example.org',
  subject: 'Confirmez, Zoë: Ñandú 你好',
  text: 'Open this link:\n\nhttp://localhost:3000/employer/confirm#abc_-DEF\n\nIt ends in 24 hours.\n',
}

/** Registers the tests that every implementation of the Mailer port passes. */
export const mailContract = (name: string, open: () => Promise<Opened>): void => {
  test(`${name}: a mail arrives whole, in any script`, async () => {
    const { mailer, arrived } = await open()
    assert.deepEqual(await mailer.send(mail), { outcome: 'sent' })
    const [first] = arrived()
    assert.equal(first?.to, mail.to)
    assert.equal(first.subject, mail.subject)
    assert.equal(first.text.trim(), mail.text.trim())
  })

  test(`${name}: a mail that is sent again keeps its id`, async () => {
    const { mailer, arrived } = await open()
    for (let turn = 0; turn < 2; turn += 1) assert.deepEqual(await mailer.send(mail), { outcome: 'sent' })
    assert.equal(new Set(arrived().map(({ id }) => id)).size, 1)
  })

  test(`${name}: an address that cannot be one is refused for good, and the error does not repeat it`, async () => {
    const { mailer, arrived } = await open()
    const answer = await mailer.send({ ...mail, to: 'nobody at home' })
    assert.equal(answer.outcome, 'refused')
    assert.doesNotMatch(JSON.stringify(answer), /nobody/)
    assert.deepEqual(arrived(), [])
  })

  test(`${name}: what a person typed adds no header and no second reader`, async () => {
    const { mailer, arrived } = await open()
    await mailer.send({ ...mail, subject: 'Hi\r\nBcc: eve@example.org' })
    await mailer.send({ ...mail, id: 'mail:2', to: 'amina@example.org,eve@example.org' })
    assert.ok(arrived().every(({ to }) => to === mail.to))
  })
}
