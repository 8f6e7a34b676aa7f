import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationEvent } from './event.ts'
import { jobOf } from './testing/look.ts'
import { createPhone, type Phone, registerAmina } from './testing/phone.ts'

const english = ['Hi', 'English', 'yes', 'Amina', 'cook', 'Thika', '3 years', 'any time']
const spanish = ['Hola', 'Español', 'sí', 'Ana', 'cocina', 'Toluca', '3 años', 'a cualquier hora']
const questions = ['language', 'consent', 'name', 'work', 'place', 'experience', 'times', 'pay']

const chats: readonly { language: string; answers: readonly string[] }[] = [
  { language: 'en', answers: english },
  { language: 'es', answers: spanish },
]

/** A phone that stands at a question. */
const at = (answers: readonly string[], question: string): Phone => {
  const phone = createPhone()
  for (const text of answers.slice(0, questions.indexOf(question) + 1)) phone.say(text)
  assert.deepEqual(phone.state().mode, { kind: 'asking', question, editing: false })
  return phone
}

const disturbances: readonly { name: string; event: string | ConversationEvent; isMiss: boolean }[] = [
  { name: 'a typing error', event: 'zzqx?', isMiss: true },
  { name: 'something else', event: 'Why is the sky 99 blue?', isMiss: true },
  { name: 'a plea for money', event: 'Lend me 500?', isMiss: false },
  { name: 'a voice note', event: { kind: 'media', media: 'audio', mediaId: 'med_1' }, isMiss: true },
  { name: 'a picture', event: { kind: 'media', media: 'image' }, isMiss: true },
  { name: 'a document', event: { kind: 'media', media: 'document' }, isMiss: true },
  { name: 'a sticker', event: { kind: 'media', media: 'sticker' }, isMiss: true },
  { name: 'a contact', event: { kind: 'contacts' }, isMiss: true },
  { name: 'something unknown', event: { kind: 'other' }, isMiss: true },
  { name: 'an old button', event: { kind: 'tap', id: 'q.other.yes', title: 'Yes' }, isMiss: false },
  { name: 'a job of long ago', event: { kind: 'tap', id: 'job.job_1', title: 'Cook' }, isMiss: false },
]

for (const { language, answers } of chats) {
  for (const question of questions) {
    test(`${language}, ${question}: whatever comes gets a reply, and the question stands`, () => {
      for (const { name, event, isMiss } of disturbances) {
        const phone = at(answers, question)
        assert.equal(phone.say(event).length, 1, name)
        assert.deepEqual(phone.state().mode, { kind: 'asking', question, editing: false }, name)
        assert.equal(phone.state().strikes, isMiss ? 1 : 0, name)
      }
    })

    test(`${language}, ${question}: the third miss calls a person once, and the question can still be answered`, () => {
      const phone = at(answers, question)
      const cases = [1, 2, 3, 4, 5].map(() => {
        phone.say({ kind: 'media', media: 'sticker' })
        return phone.edits().filter(({ kind }) => kind === 'open-case').length
      })
      assert.deepEqual(cases, [0, 0, 1, 0, 0])
      assert.deepEqual(phone.state().mode, { kind: 'asking', question, editing: false })
    })
  }
}

test('a second miss offers the easier way, with Skip where the answer is not needed', () => {
  const phone = at(english, 'experience')
  phone.say('hm')
  const [easier] = phone.say('hmm')
  assert.deepEqual(easier?.titles, ['Not yet', 'Under 2 years', '2 years or more', 'Skip'])
  assert.match(phone.tap('Skip')[0]?.body ?? '', /^Question 7 of 8/)
  for (const text of ['any time', 'any pay']) phone.say(text)
  assert.equal(phone.person().state, 'active')
})

test('distress brings a person at once', () => {
  const phone = at(english, 'place')
  assert.match(phone.say('I want to kill myself')[0]?.body ?? '', /You are not alone/)
  assert.deepEqual(
    phone.edits().map((edit) => edit.kind === 'open-case' && edit.reason),
    ['distress'],
  )
})

const commands: readonly { en: string; es: string; reply: { en: RegExp; es: RegExp } }[] = [
  { en: 'menu', es: 'menú', reply: { en: /HELP, LANGUAGE/, es: /AYUDA, IDIOMA/ } },
  { en: 'Jobs!', es: 'empleos', reply: { en: /Jobs come after/, es: /Los empleos llegan/ } },
  { en: 'applications', es: 'POSTULACIONES', reply: { en: /no applications yet/, es: /no tiene postulaciones/ } },
  { en: 'profile', es: 'perfil', reply: { en: /change them after/, es: /cambiarlas después/ } },
  { en: 'why?', es: '¿por qué?', reply: { en: /Jobs come after/, es: /Los empleos llegan/ } },
  { en: 'help', es: 'ayuda', reply: { en: /A person from/, es: /Una persona de/ } },
  { en: 'STOP', es: 'parar', reply: { en: /^Stopped\. No more/, es: /^Listo\. No habrá/ } },
  { en: 'start', es: 'empezar', reply: { en: /Hello/, es: /Hola/ } },
  { en: 'my data', es: 'mis datos', reply: { en: /I keep/, es: /[Gg]uardo/ } },
]

for (const { language, answers } of chats) {
  for (const command of commands) {
    test(`${command[language === 'en' ? 'en' : 'es']} works at every question and in either language`, () => {
      for (const question of questions.slice(1)) {
        for (const word of [command.en, command.es]) {
          const phone = at(answers, question)
          const [reply] = phone.say(word)
          assert.match(reply?.body ?? '', command.reply[language === 'en' ? 'en' : 'es'], `${word} at ${question}`)
          assert.deepEqual(phone.state().mode, { kind: 'asking', question, editing: false })
        }
      }
    })
  }

  test(`${language}: LANGUAGE changes the language and comes back to the question`, () => {
    for (const question of questions.slice(1)) {
      const phone = at(answers, question)
      phone.say('language')
      phone.say(language === 'en' ? 'español' : 'english')
      assert.equal(phone.language(), language === 'en' ? 'es' : 'en')
      assert.deepEqual(phone.state().mode, { kind: 'asking', question, editing: false })
    }
  })

  test(`${language}: SWITCH and DELETE, taken back, come back to the question`, () => {
    for (const question of questions.slice(3)) {
      const phone = at(answers, question)
      for (const said of ['switch', '1', 'delete', 'no']) phone.say(said)
      assert.deepEqual(phone.state().mode, { kind: 'asking', question, editing: false })
    }
  })
}

test('after the registration, three messages that are not understood call a person once', () => {
  const phone = createPhone({ jobs: [jobOf(1)] })
  registerAmina(phone)
  const cases = ['blah 1', 'blah 2', 'blah 3', 'blah 4'].map((text) => {
    assert.equal(phone.say(text)[0]?.kind, 'list')
    return phone.edits().length
  })
  assert.deepEqual(cases, [0, 0, 1, 0])
})
