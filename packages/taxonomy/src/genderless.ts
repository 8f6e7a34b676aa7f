/** Forms that no rule below brings together, English and Spanish, each with the one that stands for both. */
const pairs: ReadonlyMap<string, string> = new Map(
  `actress actor, seamstress seamster, waitress waiter, stewardess steward, hostess host, shepherdess shepherd,
  laundress laundryman, usherette usher, headmistress headmaster, schoolmistress schoolmaster, postmistress postmaster,
  masseuse masseur, chauffeuse chauffeur, danseuse danseur, barmaid barman, cowgirl cowboy, salesgirl salesman,
  saleslady salesman, househusband housewife, manageress manager, sculptress sculptor, conductress conductor,
  priestess priest, poetess poet, instructress instructor, dairymaid dairyman, milkmaid milkman, midhusband midwife,
  actriz actor, poetisa poeta, alcaldesa alcalde, sacerdotisa sacerdote, azafato azafata, jefa jefe`
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .map(([form = '', common = '']): [string, string] => [form, common]),
)

const shortest = 5
const person = /(?:wo)?m[ae]n$/
/** German: Kellnerin, Köchin, Ärztin, Anwältin; not Medizin or Benzin. */
const german = /(?:[eoau]r|eur|ist|[ea]nt|[aeo]t|[lrzk]t|og|[ae]f|rg|och|iv)in(?:nen)?$/

/**
 * A folded word as its form for men and that for women share it: `camarera` and `camarero`, `kellnerin` and `kellner`,
 * `repairwoman` and `repairman` are one, so that a title is read alike in either. What comes out is a key, not a word: many
 * words of no gender change too, each always into the same.
 */
export function genderless(word: string): string {
  const common = pairs.get(word) ?? word
  if (common.length < shortest) return common
  if (common.length > shortest + 1 && person.test(common)) return common.replace(person, 'person')
  if (common.endsWith('frau')) return `${common.slice(0, -4)}mann`
  return common.replace(/[aoe]$/, '').replace(german, (ending) => ending.replace(/in(?:nen)?$/, ''))
}
