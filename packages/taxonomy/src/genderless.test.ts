import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from './fold.ts'
import { genderless } from './genderless.ts'

const forms =
  `waiter waitress, steward stewardess, repairman repairwoman, firemen firewomen, salesman saleslady, barman barmaid,
  camarero camarera, director directora, artesano artesana, capitán capitana, dependiente dependienta, bailarín bailarina,
  juez jueza, jefe jefa, actor actriz, médico médica, peón peona, Kellner Kellnerin, Koch Köchin, Arzt Ärztin, Anwalt Anwältin,
  Kaufmann Kauffrau, Psychologe Psychologin, Polizist Polizistin, Assistent Assistentin, Chef Chefin, Experte Expertin,
  Friseur Friseurin, Managers Managers`
    .split(',')
    .map((pair) => pair.trim().split(' '))

test('both forms of a title have one key', () => {
  for (const [one = '', other = ''] of forms)
    assert.equal(genderless(fold(one)), genderless(fold(other)), `${one} ${other}`)
})

test('words of different work keep different keys', () => {
  const words =
    'waiter writer cook coach barber baker medico medicina marina carter carpenter maler mechaniker medizin benzin'
  assert.equal(new Set(words.split(' ').map(genderless)).size, words.split(' ').length)
})
