import { tokenise } from './fold.ts'
import { wordKey } from './word-key.ts'

/** A label that names a title in two forms, such as `camarero/camarera` or `actor/actriz`: as it stands, and each form. */
export function formsOf(label: string): string[] {
  const [one = '', other, ...more] = label.split('/').map((form) => form.trim())
  return other !== undefined && more.length === 0 && areForms(one, other) ? [label, one, other] : [label]
}

const sharedStart = 3

/** `CNC/CAM operator` and `bar/club manager` are no forms of one title. */
function areForms(one: string, other: string): boolean {
  const [first, second] = [keysOf(one), keysOf(other)]
  return (
    first.length > 0 &&
    first.length === second.length &&
    first.every((key, at) => key === second[at] || key.slice(0, sharedStart) === second[at]?.slice(0, sharedStart))
  )
}

function keysOf(text: string): string[] {
  return tokenise(text).map((token) => wordKey(token.text))
}
