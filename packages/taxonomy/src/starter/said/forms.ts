/** How a verb is said of one's own work, by language: from its plain form to every form that people use. */
export const formsOfVerb: Readonly<Record<string, (verb: string) => readonly string[]>> = {
  en: (verb) => [verb, ...english(verb)],
  es: spanish,
  sw: (verb) => ['ku', 'na', 'nina', 'nili', 'huwa na'].map((start) => `${start}${verb}`),
}

/** `fix cars` is said `fixing cars` too. */
function english(verb: string): string[] {
  const [first = '', ...rest] = verb.split(' ')
  return [[gerund(first), ...rest].join(' ')]
}

export function gerund(verb: string): string {
  if (/[^aeiou][aeiou][bdgmnprt]$/.test(verb) && verb.length < 5) return `${verb}${verb.at(-1)}ing`
  return `${/[^eoy]e$/.test(verb) ? verb.slice(0, -1) : verb}ing`
}

/** From `arreglar`: arreglar, arreglo, arreglando, arreglaba. What is irregular stands with its present: `conducir=conduzco`. */
function spanish(verb: string): readonly string[] {
  const [infinitive = '', present] = verb.split('=')
  const stem = infinitive.slice(0, -2)
  const [gerund, imperfect] = infinitive.endsWith('ar') ? ['ando', 'aba'] : ['iendo', 'ia']
  return [infinitive, present ?? `${stem}o`, `${stem}${gerund}`, `${stem}${imperfect}`]
}
