import type { JobTerms } from './job-terms.ts'
import type { PersonKindRow } from './people-rows.ts'

type Ids = readonly string[] | Promise<readonly string[]>

/** Another engine that returns the very lists of this one. `kind`: the number of the job's occupation. */
export type PeopleFinder = (job: JobTerms, kind: number) => Ids
/** `rows`: the person as they stand in the table of people, one for each kind of work. `remote`: that work too. */
export type JobsFinder = (rows: readonly PersonKindRow[], remote: boolean) => Ids
