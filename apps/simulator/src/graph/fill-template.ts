import type { Choice, Offer, Template, TemplateButton } from '../world/types.ts'
import type { World } from '../world/world.ts'
import { GraphError } from './errors.ts'
import type { TemplateSend } from './template-request.ts'
import { fillIn, variablesOf } from './templates.ts'

/** A template with its parameters in place, as the phone shows it. */
export interface FilledTemplate {
  readonly template: Template
  readonly header?: string
  readonly text: string
  readonly footer?: string
  readonly offers: readonly Offer[]
}

type Component = NonNullable<TemplateSend['components']>[number]
type Parameter = NonNullable<Component['parameters']>[number]

/**
 * Finds the approved template and checks each parameter against it.
 * @throws GraphError 132000, 132001, 132005, 132012, 132015, 132016, 131008 or 100, as at Meta.
 */
export const fillTemplate = (world: World, send: TemplateSend): FilledTemplate => {
  const template = findApproved(world, send)
  const filled = (type: 'HEADER' | 'BODY') => {
    const sent = send.components?.find((component) => component.type === type.toLowerCase())
    return fillText(template, type, sent?.parameters ?? [])
  }
  const text = filled('BODY')
  if (text.length > 1024) throw new GraphError(132005, 'The body is longer than 1024 characters with its parameters.')
  const header = filled('HEADER')
  const footer = template.components.find((component) => component.type === 'FOOTER')?.text
  return {
    template,
    text,
    ...(header === '' ? {} : { header }),
    ...(footer === undefined ? {} : { footer }),
    offers: fillButtons(template, send),
  }
}

const findApproved = (world: World, { name, language }: TemplateSend): Template => {
  const template = world.templates.values().find((one) => one.name === name && one.language === language.code)
  const missing = new GraphError(132001, `template name (${name}) does not exist in ${language.code}`, { status: 404 })
  if (template === undefined) throw missing
  if (template.status === 'PAUSED') throw new GraphError(132015, 'Template is paused due to low quality.')
  if (template.status === 'DISABLED') throw new GraphError(132016, 'Template is disabled due to low quality.')
  if (template.status !== 'APPROVED') throw missing
  return template
}

const fillText = (template: Template, type: 'HEADER' | 'BODY', parameters: readonly Parameter[]): string => {
  const text = template.components.find((component) => component.type === type)?.text ?? ''
  const expected = variablesOf(text)
  const where = type.toLowerCase()
  if (parameters.length !== expected.length) {
    const counts = `number of localizable_params (${parameters.length}) does not match the expected number of params`
    throw new GraphError(132000, `${where}: ${counts} (${expected.length})`)
  }
  const values = new Map<string, string>()
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.type !== 'text') throw new GraphError(132012, `${where}: parameter ${index} is not of type text`)
    const { text: value, parameter_name: name } = parameter
    if (template.parameterFormat === 'NAMED' && name === undefined) {
      throw new GraphError(100, 'Parameter name is missing or empty')
    }
    if (template.parameterFormat === 'POSITIONAL' && name !== undefined) {
      throw new GraphError(100, 'Parameter name is not expected: the template was made with positions')
    }
    checkValue(value)
    values.set(name ?? `${index + 1}`, value)
  }
  const unknown = expected.find((name) => !values.has(name))
  if (unknown !== undefined) throw new GraphError(132000, `${where}: parameter ${unknown} is missing`)
  return fillIn(text, values)
}

const checkValue = (value: string): void => {
  if (value.trim() === '') throw new GraphError(131008, 'Parameter of type text is missing text value')
  if (/[\n\r\t]| {5,}/.test(value)) {
    throw new GraphError(100, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces')
  }
}

const fillButtons = (template: Template, send: TemplateSend): Offer[] => {
  const buttons = template.components.find((component) => component.type === 'BUTTONS')?.buttons ?? []
  const sent = new Map<number, Parameter>()
  for (const component of send.components ?? []) {
    if (component.type !== 'button') continue
    const index = Number(component.index)
    const expected = { quick_reply: 'QUICK_REPLY', url: 'URL' }[component.sub_type]
    const parameter = component.parameters[0]
    if (buttons[index]?.type !== expected || parameter === undefined || sent.has(index)) {
      throw new GraphError(132012, `buttons: the template has no button of type ${expected} at index ${index}`)
    }
    sent.set(index, parameter)
  }
  const replies: Choice[] = []
  const offers: Offer[] = []
  for (const [index, button] of buttons.entries()) {
    const text = button.text ?? ''
    if (button.type === 'QUICK_REPLY') replies.push({ id: payloadOf(sent.get(index)) ?? text, title: text })
    if (button.type === 'URL') offers.push({ kind: 'link', label: text, url: linkOf(button, index, sent.get(index)) })
    if (button.type === 'REQUEST_CONTACT_INFO') offers.push({ kind: 'contact' })
  }
  return replies.length === 0 ? offers : [{ kind: 'buttons', buttons: replies }, ...offers]
}

const payloadOf = (parameter: Parameter | undefined): string | undefined => {
  if (parameter === undefined) return undefined
  if (parameter.type !== 'payload') throw new GraphError(132012, 'buttons: a quick reply takes a payload')
  return parameter.payload
}

const linkOf = (button: TemplateButton, index: number, parameter: Parameter | undefined): string => {
  const url = button.url ?? ''
  const name = variablesOf(url)[0]
  if (name === undefined) {
    if (parameter !== undefined) throw new GraphError(132000, `buttons: the link at index ${index} takes no parameter`)
    return url
  }
  if (parameter?.type !== 'text') {
    throw new GraphError(131008, `buttons: Button at index ${index} of type Url requires a parameter`)
  }
  checkValue(parameter.text)
  return fillIn(url, new Map([[name, parameter.text]]))
}
