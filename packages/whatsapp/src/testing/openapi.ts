import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

const name = 'whatsapp-openapi/business-messaging-api_v23.0.yaml'

/** Meta's description of the API: from the environment, else in a `shared` folder beside the repository. */
export const descriptionPath =
  process.env.WHATSAPP_OPENAPI ?? fileURLToPath(new URL(`../../../../../shared/data/${name}`, import.meta.url))

/** Why the description cannot be asked, or false: what `skip` of a test takes. */
export const isAbsent = existsSync(descriptionPath) ? false : `Meta's description is not at ${descriptionPath}`

/**
 * Checks of the description's schemas by name. The description is mended in four places where it refuses its
 * own examples: a closed part beside an open one in an `allOf` closes the whole, a button's index has a pattern
 * that "0" does not fit, a template's language demands a policy, and each message a phone in `to`, which is from
 * before user ids. What it does not know yet stands on other sources: `recipient`, `biz_opaque_callback_data`,
 * `parameter_name`, and the interactive kinds `cta_url` and `location_request_message`.
 */
export function openDescription(): (schema: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, logger: false })
  ajv.addSchema(Object(parse(readFileSync(descriptionPath, 'utf8'), mend)), 'meta')
  return (schema) => ajv.compile({ $ref: `meta#/components/schemas/${schema}` })
}

function mend(key: unknown, value: unknown): unknown {
  if (key === 'allOf' && Array.isArray(value)) {
    return value.map((part) => ({ ...part, additionalProperties: undefined })).map(withoutUndefined)
  }
  if (key === 'pattern' && value === '^[2-6, 11-14]$') return '^[0-9]$'
  if (key === 'required' && Array.isArray(value)) {
    return value.filter((field) => field !== 'policy' && !(field === 'to' && value.includes('recipient_type')))
  }
  // `discriminator` names mappings that are not resolved here; `oneOf` decides.
  return key === 'discriminator' ? undefined : value
}

function withoutUndefined(part: object): object {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined))
}
