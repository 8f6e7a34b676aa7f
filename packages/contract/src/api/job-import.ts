import { z } from 'zod'
import { JobDraft } from '../job.ts'
import { LanguageTag } from '../language.ts'
import { Place } from '../place.ts'
import { OfOrganisation } from './employer-jobs.ts'
import { FieldErrorCode } from './problem-code.ts'
import type { Route } from './route.ts'
import { Labels } from './shapes.ts'

/** How much a file of jobs may hold: bytes of the file, lines below the first, columns, characters of a cell. */
export const importBounds = { bytes: 1_048_576, lines: 500, columns: 60, cell: 5000 } as const

/** What a column can hold, in the order of the sample. The catalogue's `command.column.<field>` lists how it may be called. */
export const ImportField = z.enum([
  'title',
  'occupation',
  'description',
  'place',
  'country',
  'remote',
  'reachKm',
  'pay',
  'payMax',
  'currency',
  'period',
  'employmentType',
  'days',
  'hours',
  'licences',
  'languages',
  'experience',
  'skills',
  'openings',
  'startsOn',
  'expiresOn',
  'answerDays',
])
export type ImportField = z.infer<typeof ImportField>

/** `sure`: taken as it is. `check`: the likeliest is taken, and somebody should look. `none`: one must be chosen. */
export const Sureness = z.enum(['sure', 'check', 'none'])
export type Sureness = z.infer<typeof Sureness>

/**
 * What is wrong with a line. `field`, `column` (from 1) and `said` (the cell, at most 100 characters) are absent where it is about
 * the whole line or a column that the file lacks. `detail` says in the language that was asked for what is wrong and how to mend it.
 * `stops`: no job can be made before it is mended; else that part is left out.
 */
export const ImportError = z.object({
  field: ImportField.optional(),
  column: z.int().optional(),
  said: z.string().optional(),
  code: FieldErrorCode,
  detail: z.string(),
  stops: z.boolean(),
})
export type ImportError = z.infer<typeof ImportError>

/** `line`: of the file, from 1, where the row begins. */
export const ImportRow = z.object({
  line: z.int(),
  /** The Idempotency-Key to make the job with: the same for the same content of the same organisation. */
  key: z.string(),
  cells: z.array(z.string()),
  /** What was understood. With no error that stops it is whole, but for an occupation or a place that must be chosen. */
  posting: JobDraft.partial(),
  /** Likeliest first; where it is not `none`, the first stands in the posting. */
  occupation: z.object({
    sureness: Sureness,
    choices: z.array(z.object({ id: z.string(), label: z.string() })),
  }),
  place: z.object({ sureness: Sureness, choices: z.array(Place) }),
  /** Fields of which the line says nothing, and that are taken to be as usual. */
  assumed: z.array(ImportField),
  errors: z.array(ImportError),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportPreview = z.object({
  /** In the order of the file. Without a `field` the column is not read. */
  columns: z.array(z.object({ header: z.string(), field: ImportField.optional() })),
  rows: z.array(ImportRow),
  /** Of the skills in the postings. */
  labels: Labels,
})
export type ImportPreview = z.infer<typeof ImportPreview>

/** Of so many bytes, as base64 (RFC 4648, 4). */
const base64Length = (bytes: number): number => Math.ceil(bytes / 3) * 4
const mostBase64 = base64Length(importBounds.bytes)

export const jobImportRoutes = {
  previewImport: {
    method: 'POST',
    creates: 'reads',
    path: '/organisations/:organisationId/jobs/import/preview',
    surface: 'employer',
    summary:
      'Read a CSV file of jobs and say what each line was understood as; nothing is made, and the file is not kept',
    params: OfOrganisation,
    body: z.strictObject({
      /** The bytes of the file in base64. Comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252. */
      file: z
        .string()
        .min(1)
        .max(mostBase64)
        .regex(/^[A-Za-z0-9+/]+={0,2}$/),
      /** Of the file's texts: the descriptions are kept as written in it, its words come first. */
      language: LanguageTag.default('en'),
    }),
    mostBodyBytes: mostBase64 + 1024,
    success: { status: 200, description: 'What was understood', schema: ImportPreview },
    problems: [],
  },
} as const satisfies Record<string, Route>
