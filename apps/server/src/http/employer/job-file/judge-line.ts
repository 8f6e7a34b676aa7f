import { ImportField } from '@rolecall/contract/api/job-import'
import { JobDraft } from '@rolecall/contract/job'
import { checkPosting } from '@rolecall/core/check-posting'
import type { Finding } from '@rolecall/core/job-file/finding'
import type { JobLine } from '@rolecall/core/job-file/read-job-line'
import type { Taxonomy } from '@rolecall/taxonomy/types'
import type { z } from 'zod'
import { type FieldRefusal, isRefusal } from '../../../refusal.ts'
import { fieldErrorsOf } from '../../field-errors.ts'
import { plainPosting } from '../plain-text.ts'

type Judged = { readonly posting: Partial<JobDraft>; readonly findings: readonly Finding[] }

const PartOfPosting = JobDraft.partial()

/** What of a line the judges of a posting take, and what they say of the rest: the same that they say when the job is made. */
export const judgeLine = (
  { posting }: Pick<JobLine, 'posting'>,
  {
    taxonomy,
    now,
  }: { readonly taxonomy: Pick<Taxonomy, 'occupation' | 'skill' | 'occupations'>; readonly now: number },
): Judged => {
  const issues = PartOfPosting.safeParse(posting).error?.issues ?? []
  const shape = fieldErrorsOf(
    issues.map(({ code, path, message, ...params }) => ({
      ...{ keyword: code, message, params: { ...params } },
      instancePath: `/${path.join('/')}`,
    })),
  )
  const bad = new Set(issues.map(({ path }) => path[0]))
  const taken = PartOfPosting.parse(Object.fromEntries(Object.entries(posting).filter(([key]) => !bad.has(key))))
  const whole = JobDraft.parse({ ...standIn(taxonomy.occupations()[0]?.id ?? '', now), ...taken })
  const plain = plainPosting(whole)
  const names = [
    ...(isRefusal(plain) ? (plain.errors ?? []) : []),
    ...checkPosting(isRefusal(plain) ? whole : plain, taxonomy, now),
  ]
  const found = [...shape, ...names].map(findingOf).filter(({ at }) => bad.has(at) || at in taken)
  const refused = new Set(found.map(({ at }) => at))
  return {
    posting: Object.fromEntries(
      Object.entries(isRefusal(plain) ? taken : plain).filter(([key]) => key in taken && !refused.has(key)),
    ),
    findings: found.map(({ finding }) => finding),
  }
}

/** What stands where a line says nothing, so that the rest of it can be judged. */
const standIn = (occupation: string, now: number): z.input<typeof JobDraft> => ({
  ...{ title: 'Job', occupation, description: { text: '.', language: 'en' } },
  place: { label: '-', latitude: 0, longitude: 0, country: 'AA', timeZone: 'UTC' },
  pay: { min: 1, currency: 'USD', period: 'month' },
  ...{ employmentType: 'FULL_TIME', days: ['mon'], parts: ['morning'] },
  expiresOn: new Date(now + 2 * 86_400_000).toISOString().slice(0, 10),
})

/** `at`: the field of the posting; the column that mends it is another for what several columns make up. */
const findingOf = ({ pointer, code }: Pick<FieldRefusal, 'pointer' | 'code'>) => {
  const [at = '', within] = pointer
    .replace(/^\/posting/, '')
    .split('/')
    .slice(1)
  const field = ImportField.safeParse(at === 'pay' && within === 'currency' ? 'currency' : (columns[at] ?? at))
  return { at, finding: { field: field.data ?? 'title', code } }
}

const columns: Readonly<Record<string, ImportField>> = { parts: 'hours', requirements: 'skills' }
