import type { OutgoingMessage } from '@rolecall/core/ports/messenger'
import { lineText } from './body-text.ts'
import { limits } from './limits.ts'
import { distinct, sized } from './sized.ts'

type Template = Extract<OutgoingMessage, { type: 'template' }>

/** Parameters by name: each carries `parameter_name`, without which Meta refuses a template made with named ones. */
export function templatePart({ name, language, parameters, buttons = [], urlSuffix }: Template): object {
  const indexes = [...buttons, ...(urlSuffix === undefined ? [] : [urlSuffix])].map((button) => `${button.index}`)
  distinct('indexes of buttons', indexes)
  const components = [
    ...(parameters.length === 0 ? [] : [bodyComponent(parameters)]),
    ...buttons.map(({ index, payload }) => {
      const sent = sized('payload of a button', payload, limits.buttonId)
      return button('quick_reply', index, { type: 'payload', payload: sent })
    }),
    ...(urlSuffix === undefined
      ? []
      : [button('url', urlSuffix.index, { type: 'text', text: suffix(urlSuffix.value) })]),
  ]
  return {
    name: templateName(name),
    language: { code: languageCode(language) },
    ...(components.length === 0 ? {} : { components }),
  }
}

/** Lower-case letters, digits and underscores, as Meta demands of templates and parameters alike. */
export function templateName(name: string): string {
  if (!/^[a-z0-9_]+$/.test(name)) throw new RangeError(`"${name}" is no name: a to z, 0 to 9 and _ are let through`)
  return sized('name', name, limits.templateName)
}

/** Meta's way of writing a language: `en`, `es_MX`; the hyphen of BCP 47 becomes an underscore. */
export function languageCode(tag: string): string {
  const code = tag.replaceAll('-', '_')
  if (!/^[a-z]{2,3}(_[A-Za-z0-9]{1,8})*$/.test(code)) throw new RangeError(`"${tag}" is no language`)
  return code
}

function bodyComponent(parameters: Template['parameters']): object {
  distinct(
    'names of parameters',
    parameters.map((parameter) => parameter.name),
  )
  const limit = Math.floor(limits.templateParameters / parameters.length)
  const rendered = parameters.map(({ name, value }) => ({
    type: 'text',
    parameter_name: templateName(name),
    text: lineText(value, limit),
  }))
  return { type: 'body', parameters: rendered }
}

function button(subType: 'quick_reply' | 'url', index: number, parameter: object): object {
  if (!Number.isInteger(index) || index < 0 || index >= limits.templateButtons) {
    throw new RangeError(`index ${index} of a button, from 0 to ${limits.templateButtons - 1} are let through`)
  }
  return { type: 'button', sub_type: subType, index: `${index}`, parameters: [parameter] }
}

function suffix(value: string): string {
  if (/\s/u.test(value)) throw new RangeError('the end of a link holds a space')
  return sized('end of a link', value, limits.url)
}
