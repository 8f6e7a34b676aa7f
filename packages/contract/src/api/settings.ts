import { z } from 'zod'
import { CountryCode } from '../country.ts'
import type { Route } from './route.ts'

/** What an administrator may choose for the installation, and the environment variable that stands in where nothing was chosen. */
export const settingVariables = {
  operatorName: 'OPERATOR_NAME',
  countries: 'OPERATOR_COUNTRIES',
  localHelp: 'OPERATOR_LOCAL_HELP',
  caseAnswerHours: 'CASE_ANSWER_HOURS',
  alertDigestSeconds: 'ALERT_DIGEST_SECONDS',
  inactiveMonths: 'INACTIVE_MONTHS',
  limitFactor: 'RATE_LIMIT_FACTOR',
} as const
export const SettingName = z.enum([
  'operatorName',
  'countries',
  'localHelp',
  'caseAnswerHours',
  'alertDigestSeconds',
  'inactiveMonths',
  'limitFactor',
])
export type SettingName = z.infer<typeof SettingName>

/** The least and the most of each: of characters, of countries, of the number itself. */
export const settingBounds = {
  operatorName: [1, 60],
  countries: [1, 20],
  localHelp: [0, 160],
  caseAnswerHours: [0, 240],
  alertDigestSeconds: [0, 86_400],
  inactiveMonths: [3, 120],
  limitFactor: [0.5, 100],
} as const satisfies Record<SettingName, readonly [least: number, most: number]>

/** Of any length: what the environment says, or an earlier release took, is shown as it is. */
export const SettingValues = z.object({
  operatorName: z.string(),
  /** ISO 3166-1 alpha-2, the likeliest first. */
  countries: z.array(z.string()),
  /** Empty: none is shown. */
  localHelp: z.string(),
  /** 0: by 17:00 of a working day. */
  caseAnswerHours: z.number(),
  alertDigestSeconds: z.number(),
  inactiveMonths: z.number(),
  limitFactor: z.number(),
})
export type SettingValues = z.infer<typeof SettingValues>

const between = (number: z.ZodNumber, [least, most]: readonly [number, number]) => number.min(least).max(most)
const bounds = settingBounds

/** What may be chosen. Texts stand in messages, mails and pages: one line without markup. */
export const ChosenValues = z.strictObject({
  operatorName: z
    .string()
    .trim()
    .min(bounds.operatorName[0])
    .max(bounds.operatorName[1])
    .regex(/^(?!.*:\/\/)[^\p{C}<>]+$/u),
  countries: z
    .array(CountryCode)
    .min(bounds.countries[0])
    .max(bounds.countries[1])
    .refine((codes) => new Set(codes).size === codes.length, { error: 'invalid' }),
  localHelp: z
    .string()
    .trim()
    .max(bounds.localHelp[1])
    .regex(/^[^\p{C}<>]*$/u),
  caseAnswerHours: between(z.int(), bounds.caseAnswerHours),
  alertDigestSeconds: between(z.int(), bounds.alertDigestSeconds),
  inactiveMonths: between(z.int(), bounds.inactiveMonths),
  limitFactor: between(z.number(), bounds.limitFactor),
})

/** `set`: by an administrator, here. `environment`: by the variable. `default`: by nobody. */
export const SettingSource = z.enum(['set', 'environment', 'default'])
export type SettingSource = z.infer<typeof SettingSource>

/** The value that holds, where it comes from, and what holds once it is put back. */
const held = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    source: SettingSource,
    fallback: z.object({ value, source: SettingSource.exclude(['set']) }),
  })

export const SettingsView = z.object({
  /** 0 while nothing was ever set. */
  revision: z.int(),
  settings: z.object({
    operatorName: held(SettingValues.shape.operatorName),
    countries: held(SettingValues.shape.countries),
    localHelp: held(SettingValues.shape.localHelp),
    caseAnswerHours: held(SettingValues.shape.caseAnswerHours),
    alertDigestSeconds: held(SettingValues.shape.alertDigestSeconds),
    inactiveMonths: held(SettingValues.shape.inactiveMonths),
    limitFactor: held(SettingValues.shape.limitFactor),
  }),
})
export type SettingsView = z.infer<typeof SettingsView>

/** `null` puts a setting back; what is not named stays. `revision`: the one that was read. */
export const ChangeSettings = z.strictObject({
  revision: z.int().min(0),
  values: z.strictObject({
    operatorName: ChosenValues.shape.operatorName.nullable().optional(),
    countries: ChosenValues.shape.countries.nullable().optional(),
    localHelp: ChosenValues.shape.localHelp.nullable().optional(),
    caseAnswerHours: ChosenValues.shape.caseAnswerHours.nullable().optional(),
    alertDigestSeconds: ChosenValues.shape.alertDigestSeconds.nullable().optional(),
    inactiveMonths: ChosenValues.shape.inactiveMonths.nullable().optional(),
    limitFactor: ChosenValues.shape.limitFactor.nullable().optional(),
  }),
})
export type ChangeSettings = z.infer<typeof ChangeSettings>

export const settingRoutes = {
  readSettings: {
    method: 'GET',
    path: '/operator/settings',
    surface: 'operator',
    summary: 'The settings of the installation, and where each comes from',
    success: { status: 200, description: 'The settings', schema: SettingsView },
    problems: [],
  },
  changeSettings: {
    method: 'PUT',
    path: '/operator/settings',
    surface: 'operator',
    summary: 'Change settings, or put them back; every instance follows within seconds',
    body: ChangeSettings,
    success: { status: 200, description: 'The settings as they are now', schema: SettingsView },
    problems: ['conflict'],
  },
} as const satisfies Record<string, Route>
