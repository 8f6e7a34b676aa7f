import type { Taxonomy } from '@rolecall/taxonomy/types'

/** What matching reads of the taxonomy. */
export type MatchTaxonomy = Pick<Taxonomy, 'version' | 'nearness' | 'occupation' | 'occupations'>
