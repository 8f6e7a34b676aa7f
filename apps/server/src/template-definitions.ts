import { variablesOf } from '@rolecall/text/check'
import { createText } from '@rolecall/text/format'
import type { Catalogue } from '@rolecall/text/phrase'
import { languageCode } from '@rolecall/whatsapp/render-template'
import type { TemplateDefinition } from '@rolecall/whatsapp/setup/template-definition'

type Category = TemplateDefinition['category']

/** What Meta files each template under: news that a person waits for, or an offer. A catalogue may say otherwise. */
const categories: Readonly<Record<string, Category>> = {
  application_update: 'UTILITY',
  employer_message: 'UTILITY',
  report_outcome: 'UTILITY',
  case_answer: 'UTILITY',
  job_alert: 'MARKETING',
  job_invitation: 'MARKETING',
  profile_ends: 'UTILITY',
}

/**
 * The message templates that the catalogues hold, in each language: `template.<name>.body`, an example for each variable
 * (`template.<name>.example.<variable>`) and, where the table does not know the name, `template.<name>.category`.
 * `catalogues` are by language tag. Throws where a category is none of Meta's.
 */
export const templateDefinitions = (catalogues: Readonly<Record<string, Catalogue>>): readonly TemplateDefinition[] =>
  Object.entries(catalogues).flatMap(([language, catalogue]) =>
    namesIn(catalogue).map((name) => definitionOf(name, language, catalogue)),
  )

const bodyKey = /^template\.(.+)\.body$/

const namesIn = (catalogue: Catalogue): readonly string[] =>
  Object.keys(catalogue)
    .flatMap((key) => bodyKey.exec(key)?.[1] ?? [])
    .sort()

const definitionOf = (name: string, language: string, catalogue: Catalogue): TemplateDefinition => ({
  name,
  category: categoryOf(name, catalogue),
  language: languageCode(language),
  body: bodyOf(name, language, catalogue),
  examples: examplesOf(name, catalogue),
})

/** A name that nobody filed is an offer: Meta punishes an offer that calls itself news, and not the reverse. */
const categoryOf = (name: string, catalogue: Catalogue): Category => {
  const key = `template.${name}.category`
  const told = catalogue[key]
  if (told === undefined) return categories[name] ?? 'MARKETING'
  if (told !== 'UTILITY' && told !== 'MARKETING') throw new Error(`${key} is ${told}: give UTILITY or MARKETING`)
  return told
}

/** The sentence with Meta's `{{name}}` in the place of each variable. */
const bodyOf = (name: string, language: string, catalogue: Catalogue): string => {
  const key = `template.${name}.body`
  const variables = [...variablesOf(catalogue[key] ?? '')]
  const values = Object.fromEntries(variables.map((variable) => [variable, `{{${variable}}}`]))
  return createText(catalogue, language, noLabels).say({ key, values })
}

const noLabels = { occupation: (id: string) => id, skill: (id: string) => id }

const examplesOf = (name: string, catalogue: Catalogue): Record<string, string> => {
  const prefix = `template.${name}.example.`
  const examples = Object.entries(catalogue).filter(([key]) => key.startsWith(prefix))
  return Object.fromEntries(examples.map(([key, example]) => [key.slice(prefix.length), example]))
}
