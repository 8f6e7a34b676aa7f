import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { weights as usual, type Weights } from '@rolecall/match/weights'
import { z } from 'zod'
import { ConfigError } from './config.ts'

const weight = z.number({ error: 'give a number from 0 to 10' }).min(0).max(10).optional()

const Direction = z
  .strictObject({
    occupation: weight,
    skills: weight,
    experience: weight,
    pay: weight,
    distance: weight,
    recency: weight,
  })
  .optional()

/** What an operator may set; what is left out stays as it is. */
const WeightsFile = z.strictObject({
  person: Direction,
  job: Direction,
  tilt: z.number({ error: 'give a number from 1 to 2' }).min(1).max(2).optional(),
  nearEnough: z.number().min(0.01).max(1).optional(),
  nearSkills: z.number().min(0.01).max(1).optional(),
  distanceHalfKm: z.number().min(1).max(1000).optional(),
  travelKmPerHour: z.number().min(1).max(200).optional(),
  recencyHalfDays: z.number().min(1).max(365).optional(),
  congestion: z.number().min(0).max(0.2).optional(),
  mostToMend: z.int().min(0).max(5).optional(),
})

/** The operator's weights over the usual ones. Throws `ConfigError` that names each wrong line of the file. */
export const loadWeights = async (path: string | undefined): Promise<Weights> => {
  if (path === undefined) return usual
  const text = await readFile(path, 'utf8').catch(() => refuse('is not there or cannot be read'))
  const parsed = WeightsFile.safeParse(jsonIn(text))
  if (!parsed.success)
    return refuse(parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`).join('; '))
  const weights = merge(parsed.data)
  for (const side of ['person', 'job'] as const)
    if (Object.values(weights[side]).every((each) => each === 0)) refuse(`${side}: give one weight above 0`)
  const { version: _, ...counted } = weights
  const digest = createHash('sha256').update(JSON.stringify(counted)).digest('hex')
  return { ...weights, version: `file-${digest.slice(0, 12)}` }
}

const merge = (file: z.infer<typeof WeightsFile>): Weights => ({
  version: '',
  person: { ...usual.person, ...said(file.person ?? {}) },
  job: { ...usual.job, ...said(file.job ?? {}) },
  tilt: file.tilt ?? usual.tilt,
  nearEnough: file.nearEnough ?? usual.nearEnough,
  nearSkills: file.nearSkills ?? usual.nearSkills,
  distanceHalfKm: file.distanceHalfKm ?? usual.distanceHalfKm,
  travelKmPerHour: file.travelKmPerHour ?? usual.travelKmPerHour,
  recencyHalfDays: file.recencyHalfDays ?? usual.recencyHalfDays,
  congestion: file.congestion ?? usual.congestion,
  mostToMend: file.mostToMend ?? usual.mostToMend,
})

const said = (direction: NonNullable<z.infer<typeof Direction>>): Partial<Weights['person']> =>
  Object.fromEntries(Object.entries(direction).filter(([, value]) => value !== undefined))

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('is not JSON')
  }
}

const refuse = (what: string): never => {
  throw new ConfigError(`MATCH_WEIGHTS: ${what}; docs/matching.md says what may stand there`)
}
