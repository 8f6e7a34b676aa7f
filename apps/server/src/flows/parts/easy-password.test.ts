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
  'poiuytrewq:98765432',
])
  test(`${easy} is easy to guess`, async () => assert.equal(await isEasyPassword(easy, about), true))

/** Made of no piece that `easy-password.ts` names. */
for (const leaked of [
  'stairwaytoheaven',
  'Per Aspera Ad Astra',
  'worldofwarcraft',
  'ne_e_pod_chehyl',
  'POPOVICH250293Sanek',
  'chickenwing101',
  'ghbdtnrfrltkf',
  'redskins',
  'volkswagen',
])
  test(`${leaked} was leaked, also with digits around it or written twice`, async () => {
    for (const written of [leaked, leaked.toUpperCase(), `${leaked}1999`, `12-${leaked}!`, leaked + leaked])
      assert.equal(await isEasyPassword(written, about), true, written)
  })

test('two leaked passwords in a row are easy to guess', async () => {
  for (const two of ['volkswagen-redskins', 'Butterfly+Elephant7'])
    assert.equal(await isEasyPassword(two, about), true, two)
})

for (const good of [
  'green kettles hum softly',
  'tres tazas bajo la lluvia',
  'a long enough password',
  'xK9#mQ2$vL7@pR4z',
  'mvua inanyesha juu ya paa',
  'кот сидит на окне дома',
  'volkswagen meets an elephant',
  'qVt7-volkswagen-Kx2m',
])
  test(`${good} is not`, async () => assert.equal(await isEasyPassword(good, about), false))
