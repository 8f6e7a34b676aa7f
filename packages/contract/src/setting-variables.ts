import type { SettingName } from './api/settings.ts'

/** The environment variable that stands in where nothing was chosen. */
export const settingVariables = {
  operatorName: 'OPERATOR_NAME',
  countries: 'OPERATOR_COUNTRIES',
  localHelp: 'OPERATOR_LOCAL_HELP',
  caseAnswerHours: 'CASE_ANSWER_HOURS',
  alertDigestSeconds: 'ALERT_DIGEST_SECONDS',
  inactiveMonths: 'INACTIVE_MONTHS',
  limitFactor: 'RATE_LIMIT_FACTOR',
} as const satisfies Record<SettingName, string>
