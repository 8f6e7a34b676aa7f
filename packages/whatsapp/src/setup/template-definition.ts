import { limits } from '../limits.ts'

export interface TemplateDefinition {
  /** Lower-case letters, digits and underscores; the same in each language. */
  readonly name: string
  readonly category: 'UTILITY' | 'MARKETING'
  /** Meta's language code: `en`, `es_MX`. */
  readonly language: string
  /** With named parameters: `{{first_name}}`. */
  readonly body: string
  /** An example for each parameter, which Meta's reviewers read. */
  readonly examples: Readonly<Record<string, string>>
  /** Labels of quick replies, in the order of their index. */
  readonly buttons?: readonly string[]
}

const parameter = /\{\{([^{}]*)\}\}/g
const buttonLabel = 25

/** The names of a body's parameters, in order, each once. */
export function parametersOf(body: string): string[] {
  return [...new Set([...body.matchAll(parameter)].map((match) => match[1] ?? ''))]
}

/** What Meta would refuse, in plain words; empty where there is nothing. */
export function problemsOf(template: TemplateDefinition): string[] {
  return [...problemsOfName(template), ...problemsOfBody(template), ...problemsOfButtons(template.buttons ?? [])]
}

/** The body of `POST /{account}/message_templates`. */
export function creationRequest({
  name,
  category,
  language,
  body,
  examples,
  buttons = [],
}: TemplateDefinition): object {
  const named = parametersOf(body).map((key) => ({ param_name: key, example: examples[key] ?? '' }))
  const example = named.length === 0 ? {} : { example: { body_text_named_params: named } }
  const replies = buttons.map((text) => ({ type: 'QUICK_REPLY', text }))
  return {
    name,
    category,
    language,
    // Without it Meta reads the names as positions and refuses them.
    parameter_format: 'NAMED',
    components: [
      { type: 'BODY', text: body, ...example },
      ...(replies.length === 0 ? [] : [{ type: 'BUTTONS', buttons: replies }]),
    ],
  }
}

function problemsOfName({ name, language }: TemplateDefinition): string[] {
  return told([
    [!/^[a-z0-9_]+$/.test(name), 'the name may hold a to z, 0 to 9 and _ only'],
    [name.length > limits.templateName, `the name is longer than ${limits.templateName} characters`],
    [!/^[a-z]{2,3}(_[A-Z]{2,3})?$/.test(language), `"${language}" is none of Meta's language codes`],
  ])
}

function problemsOfBody({ body, examples }: TemplateDefinition): string[] {
  const names = parametersOf(body)
  const fixed = body.replace(parameter, '')
  const room = names.length === 0 ? limits.templateBody : limits.templateBody - limits.templateParameters
  const words = fixed.match(/\p{L}+/gu)?.length ?? 0
  return told([
    [fixed.trim() === '', 'the body has no text of its own'],
    [fixed.length > room, `the body's own text is longer than ${room} characters`],
    [/^\s*\{\{|\}\}\s*$/.test(body), 'the body begins or ends with a parameter (Meta: 2388299)'],
    [/\}\}\s*\{\{/.test(body), 'two parameters stand beside each other'],
    [words < 2 * names.length + 1, 'the body has too many parameters for its length (Meta: 2388293)'],
    [/\t| {4}|\n{3}/.test(body), 'the body holds a tab, four spaces or three line breaks in a row'],
    [/[{}]/.test(fixed), 'a curly bracket stands alone'],
    ...names.map((name): Rule => [!/^[a-z0-9_]+$/.test(name), `"${name}" is no name of a parameter`]),
    ...names.map((name): Rule => [(examples[name] ?? '').trim() === '', `"${name}" has no example`]),
    ...Object.keys(examples).map((name): Rule => [!names.includes(name), `no parameter has the example "${name}"`]),
  ])
}

function problemsOfButtons(buttons: readonly string[]): string[] {
  return told([
    [buttons.length > limits.templateButtons, `there are more than ${limits.templateButtons} buttons`],
    [new Set(buttons).size !== buttons.length, 'two buttons have one label'],
    ...buttons.map(
      (text): Rule => [
        text.trim() === '' || text.length > buttonLabel,
        `"${text}" is no label: 1 to ${buttonLabel} characters`,
      ],
    ),
    ...buttons.map((text): Rule => [/[\n{}]/.test(text), `the label "${text}" holds a line break or a bracket`]),
  ])
}

type Rule = [isBroken: boolean, says: string]

function told(rules: Rule[]): string[] {
  return rules.filter(([isBroken]) => isBroken).map(([, says]) => says)
}
