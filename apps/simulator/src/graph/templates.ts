import type { Delivery } from '../webhook/delivery.ts'
import { templateStatusChange } from '../webhook/values.ts'
import { makeDigits } from '../world/ids.ts'
import type { Template } from '../world/types.ts'
import type { World } from '../world/world.ts'
import { GraphError } from './errors.ts'
import { readStrictly } from './message-request.ts'
import { TemplateCreation } from './template-request.ts'

const variable = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g

/** Names (or numbers) of the variables of a template's text, each once, in order. */
export const variablesOf = (text: string | undefined): string[] => [
  ...new Set([...(text ?? '').matchAll(variable)].map((match) => match[1] ?? '')),
]

/** Puts the values in. */
export const fillIn = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(variable, (whole, name: string) => values.get(name) ?? whole)

/**
 * Takes a template in and decides on it after a while, as the settings say.
 * @throws GraphError where Meta refuses to take it in.
 */
export const createTemplate = (world: World, delivery: Delivery, body: unknown): Template => {
  const creation = readStrictly(TemplateCreation, body)
  checkCreation(world, creation)
  const template: Template = {
    id: makeDigits(15),
    name: creation.name,
    language: creation.language,
    category: creation.category,
    parameterFormat: creation.parameter_format ?? 'POSITIONAL',
    status: 'PENDING',
    components: creation.components,
  }
  world.templates.set(template.id, template)
  world.changed('settings', 'templates')
  world.later(world.settings.templateDelayMs, () => {
    template.status = world.settings.templateDecision
    world.changed('settings', 'templates')
    delivery.post(templateStatusChange(template))
  })
  return template
}

const refuse = (subcode: number, details: string) => new GraphError(100, details, { subcode })

const checkCreation = (world: World, { name, language, parameter_format, components }: TemplateCreation): void => {
  const twin = world.templates.values().find((one) => one.name === name && one.language === language)
  if (twin !== undefined) throw refuse(2388024, 'Content in this language already exists')
  const body = components.find((component) => component.type === 'BODY')
  if (body === undefined) throw refuse(2388047, 'A template needs a BODY')
  if (/^\s*\{\{|\}\}\s*$/.test(body.text)) throw refuse(2388299, 'Variables cannot be at the start or end')
  const names = variablesOf(body.text)
  const named = parameter_format === 'NAMED'
  if (names.some((one) => /^\d+$/.test(one) === named)) throw refuse(2388047, 'Variables do not fit parameter_format')
  const words = body.text.replace(variable, '').split(/\s+/).filter(Boolean).length
  if (words < 2 * names.length) throw refuse(2388293, 'Too many variables for the length of the text')
  const shown = named
    ? (body.example?.body_text_named_params ?? []).map((one) => one.param_name)
    : (body.example?.body_text?.[0] ?? []).map((_, index) => `${index + 1}`)
  if (names.some((one) => !shown.includes(one))) throw refuse(2388043, 'Each variable of the body needs an example')
  for (const component of components) {
    if (component.type === 'FOOTER' && variablesOf(component.text).length > 0) {
      throw refuse(2388073, 'The footer cannot hold variables')
    }
    if (component.type !== 'BUTTONS') continue
    for (const button of component.buttons) {
      if (button.type === 'URL' && variablesOf(button.url).length > 0 && button.example === undefined) {
        throw refuse(2388043, 'The variable of a link needs an example')
      }
    }
  }
}

/** A template as `GET /{account}/message_templates` lists it. */
export const templateView = (template: Template): object => ({
  id: template.id,
  name: template.name,
  language: template.language,
  status: template.status,
  category: template.category,
  rejected_reason: template.status === 'REJECTED' ? 'INVALID_FORMAT' : 'NONE',
  parameter_format: template.parameterFormat,
  components: template.components,
})
