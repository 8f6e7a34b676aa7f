import { fold } from '@rolecall/taxonomy/fold'
import type { Occupation } from '@rolecall/taxonomy/types'
import type { Pair } from './written-pairs.ts'

/**
 * The pairs that ESCO writes as one label: `camarero/camarera`, and `supervisor/supervisora de postproducción` with the
 * rest for both. What is joined by a slash but no two forms of a title (`Lehrer/in`, `developer/grader`) is left out.
 */
export function pairsOfLabels(occupations: readonly Occupation[], language: string): Pair[] {
  const labels = occupations
    .filter(({ uri }) => uri !== undefined)
    .flatMap((occupation) => [occupation.labels[language] ?? [], occupation.aliases[language] ?? []].flat())
  return [...new Set(labels)].flatMap((label) => pairOf(label) ?? [])
}

function pairOf(label: string): [Pair] | undefined {
  const halves = label.split('/').map((half) => half.trim().split(/\s+/))
  const [first, second] = halves
  if (halves.length !== 2 || !first || !second) return undefined
  const whole = [...first, ...second.slice(first.length)]
  const pair: Pair = [whole.join(' '), second.join(' ')]
  const alike = whole.length === second.length && whole.every((word, at) => areForms(word, second[at] ?? ''))
  return alike && pair[0] !== pair[1] ? [pair] : undefined
}

/** Forms of one word begin alike: three letters, and half of the shorter one. */
function areForms(first: string, second: string): boolean {
  const [a, b] = [fold(first), fold(second)]
  if (a === b) return true
  let same = 0
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++
  return same >= 3 && same >= Math.min(a.length, b.length) / 2
}
