import assert from 'node:assert/strict'
import type { Phrase, Reply } from '../reply.ts'

type Options = { readonly language: string; readonly isDetail: boolean }

/** Holds a reply to WhatsApp's limits and to the bot's own: short bodies, one question, short buttons. */
export const checkReply = (reply: Reply, render: (phrase: Phrase) => string, { language, isDetail }: Options): void => {
  const body = reply.body.map(render).join('\n\n')
  const most = isDetail ? 600 : 300
  assert.ok(body.length > 0 && body.length <= most, `a body of ${body.length} characters: ${body}`)
  assert.ok((body.match(/\?/g) ?? []).length <= 1, `more than one question: ${body}`)
  if (reply.kind === 'buttons') checkButtons(reply, render, language)
  if (reply.kind === 'list') checkList(reply, render)
}

const checkButtons = (
  reply: Extract<Reply, { kind: 'buttons' }>,
  render: (phrase: Phrase) => string,
  language: string,
) => {
  assert.ok(reply.buttons.length >= 1 && reply.buttons.length <= 3, `${reply.buttons.length} buttons`)
  const titles = reply.buttons.map(({ title }) => render(title))
  checkDistinct(titles)
  checkDistinct(reply.buttons.map(({ id }) => id))
  const isOwnText = (at: number) => 'plain' in (reply.buttons[at]?.title ?? {})
  titles.forEach((title, at) => {
    const most = language === 'en' && !isOwnText(at) ? 16 : 20
    assert.ok(title.length >= 1 && title.length <= most, `a button "${title}"`)
  })
}

const checkList = (reply: Extract<Reply, { kind: 'list' }>, render: (phrase: Phrase) => string) => {
  const rows = reply.sections.flatMap((section) => section.rows)
  assert.ok(rows.length >= 1 && rows.length <= 10, `${rows.length} rows`)
  assert.ok(render(reply.button).length <= 20)
  checkDistinct(rows.map(({ id }) => id))
  for (const { id, title } of rows) {
    assert.ok(id.length <= 200)
    // Titles and descriptions that hold data are cut when they are sent; the catalogue's own must fit.
    if (!('plain' in title) && title.values === undefined) assert.ok(render(title).length <= 24, render(title))
  }
  if (reply.sections.length > 1)
    for (const { title } of reply.sections) assert.ok(title !== undefined && render(title).length <= 24)
}

const checkDistinct = (values: readonly string[]) => assert.equal(new Set(values).size, values.length, values.join())
