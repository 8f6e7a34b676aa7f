import { z } from 'zod'
import type { Route } from './route.ts'

/** What an administrator may choose for the installation. Of any length: what the environment says, or an earlier release took, is shown as it is. */
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

export const SettingName = SettingValues.keyof()
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
  /** Of `countryCodes`: the server checks it, since browsers load that list with the screen alone. */
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
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

const Held = z.object({ values: SettingValues, sources: z.record(SettingName, SettingSource) })

/** What holds, and what holds for each setting once it is put back. `revision`: 0 while nothing was ever set. */
export const SettingsView = Held.extend({ revision: z.int(), fallbacks: Held })
export type SettingsView = z.infer<typeof SettingsView>

/** `values` are set, what `putBack` names is no longer set, the rest stays. `revision`: the one that was read. */
export const ChangeSettings = z.strictObject({
  revision: z.int().min(0),
  values: ChosenValues.partial(),
  putBack: z.array(SettingName).max(10),
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
