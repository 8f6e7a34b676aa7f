import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEasyPassword } from './easy-password.ts'

const about = ['amina@bakery.example', 'Amina Otieno', 'Sunrise Bakery']

for (const easy of [
  'password12345678',
  'passwordpassword',
  'P@ssword!Password1',
  '123456789012345',
  'qwertyuiopasdfgh',
  '1q2w3e4r5t6y7u8i',
  'aaaaaaaaaaaaaaaaaaa',
  'abcabcabcabcabcabc',
  'iloveyouforever1',
  'correct horse battery staple',
  'may the force be with you',
  'liverpool-chelsea-2024',
  'Rolecall:Rolecall:2026',
  'amina@bakery.example',
  'SunriseBakery2026!',
  'Otieno-Amina-1990',
  'contraseña123456',
])
  test(`${easy} is easy to guess`, () => assert.equal(isEasyPassword(easy, about), true))

for (const good of [
  'green kettles hum softly',
  'tres tazas bajo la lluvia',
  'a long enough password',
  'xK9#mQ2$vL7@pR4z',
  'mvua inanyesha juu ya paa',
  'кот сидит на окне дома',
])
  test(`${good} is not`, () => assert.equal(isEasyPassword(good, about), false))
