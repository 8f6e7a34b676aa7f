import assert from 'node:assert/strict'
import type { Mail } from '@rolecall/core/ports/mail'
import { mailOf } from '../../flows/parts/mail-task.ts'
import type { HttpWorld } from './http-world.ts'

/** The mails that wait to be sent, oldest first. */
export const mailsIn = async ({ store }: HttpWorld, to?: string): Promise<readonly Mail[]> => {
  const { items } = await store.find('tasks', { index: 'state', where: ['ready'], limit: 1000 })
  const tasks = items.filter(({ doc }) => doc.queue === 'mail').toSorted((a, b) => a.doc.order - b.doc.order)
  return tasks.flatMap(({ doc }) => mailOf(doc) ?? []).filter((mail) => to === undefined || mail.to === to)
}

/** The token of the newest link that someone was sent to this page. */
export const tokenFor = async (world: HttpWorld, to: string, page: string): Promise<string> => {
  const found = (await mailsIn(world, to)).flatMap(
    ({ text }) => new RegExp(`/employer/${page}#([\\w-]{43})\\n`).exec(text)?.[1] ?? [],
  )
  const token = found.at(-1)
  assert.ok(token, `no link to ${page} for ${to}`)
  return token
}
