import type { SettingValues } from '@rolecall/contract/api/settings'
import type { Fallbacks } from '../settings/sources.ts'

const values: SettingValues = {
  operatorName: 'Thika Job Centre',
  countries: ['KE'],
  localHelp: '',
  caseAnswerHours: 0,
  alertDigestSeconds: 10,
  inactiveMonths: 24,
  limitFactor: 1,
}

/** The settings of a job centre in Thika, where no administrator set any; what a test names comes from its environment. */
export const fallbacksOf = (named: Partial<SettingValues> = {}): Fallbacks => {
  const held = <N extends keyof SettingValues>(name: N) =>
    ({ value: named[name] ?? values[name], source: named[name] === undefined ? 'default' : 'environment' }) as const
  return {
    operatorName: held('operatorName'),
    countries: held('countries'),
    localHelp: held('localHelp'),
    caseAnswerHours: held('caseAnswerHours'),
    alertDigestSeconds: held('alertDigestSeconds'),
    inactiveMonths: held('inactiveMonths'),
    limitFactor: held('limitFactor'),
  }
}
