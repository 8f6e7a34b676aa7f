import type { Phrase, Reply } from './reply.ts'
import { say } from './say.ts'

/** What one can do, as a list; each row is a command that can be written as well. */
export const menuReply = (before: readonly Phrase[]): Reply => ({
  kind: 'list',
  body: before.length === 0 ? [say('bot.menu')] : [...before, say('bot.menu.short')],
  button: say('option.list.open'),
  sections: [{ rows: entries.map((name) => ({ id: `cmd.${name}`, title: say(`option.menu.${name}`) })) }],
})

const entries = [
  'jobs',
  'applications',
  'profile',
  'why',
  'language',
  'switch',
  'help',
  'my-data',
  'stop',
  'delete',
] as const
