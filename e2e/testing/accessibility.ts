import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What can be other in dark than in light, where a page differs in nothing but its colours. */
const colourRules = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds on a page as it stands: the rule and the elements that break it. `coloursOnly`: the rest was looked at in
 * another colour scheme. The results are put together in the page itself, which leaves frames of other origins out: no page has
 * any, and a blank page for each look takes twice as long as the look.
 */
export const accessibilityFindings = async (
  page: Page,
  { coloursOnly = false }: { readonly coloursOnly?: boolean } = {},
): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (coloursOnly ? axe.withRules(colourRules) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ html }) => html).join(' ')}`)
}
