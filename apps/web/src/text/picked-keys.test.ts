import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Delivery, ThreadState } from '@rolecall/contract/api/messages'
import { FieldErrorCode, ProblemCode } from '@rolecall/contract/api/problem-code'
import { SettingName } from '@rolecall/contract/api/settings'
import { DistanceBand } from '@rolecall/contract/api/shapes'
import { ApplicationState, NotSelectedReason } from '@rolecall/contract/application'
import { type Constraint, ConstraintKind, Verdict } from '@rolecall/contract/explanation'
import { EmploymentType, JobState, MattersMost, ScreeningQuestion } from '@rolecall/contract/job'
import { LanguageLevel } from '@rolecall/contract/language'
import { PayPeriod } from '@rolecall/contract/pay'
import { Experience } from '@rolecall/contract/profile'
import { changeKey, reasonKey } from '@rolecall/contract/reasons'
import { ReportDecision, ReportReason } from '@rolecall/contract/report'
import { Licence, Requirement } from '@rolecall/contract/requirement'
import { loadCatalogues } from '@rolecall/text/catalogue'

const under = (prefix: string, values: readonly string[]): string[] => values.map((value) => `${prefix}.${value}`)
const dashed = (prefix: string, values: readonly string[]): string[] => values.map((value) => `${prefix}-${value}`)

/** A job is open or not, has places or not, and says what kind of work it is: nobody can leave that open. */
const neverUnknown: readonly ConstraintKind[] = ['active', 'openings', 'employment-type']

const occupation = (value: string) => ({ type: 'occupation', value }) as const
/** The facts that give a reason a form of its own. */
const factsOfForms: readonly Constraint['facts'][] = [
  {},
  { has: { type: 'experience', value: 'none' } },
  { asked: occupation('cook'), has: occupation('cook') },
]
const constraints = ConstraintKind.options.flatMap((kind) =>
  Verdict.options
    .filter((verdict) => verdict !== 'unknown' || !neverUnknown.includes(kind))
    .flatMap((verdict) => factsOfForms.map((facts): Constraint => ({ kind, verdict, must: true, facts }))),
)

/** The keys that pages make of a value, by what the value is. */
const picked: Readonly<Record<string, readonly string[]>> = {
  reason: [...constraints.map(reasonKey), 'reason.tilt'],
  'part of the score': under('fact.score-part', MattersMost.options),
  'change that would mend': constraints.flatMap((constraint) => changeKey(constraint) ?? []),
  'stage of an application': under('web.stage', ApplicationState.options),
  'reason of a rejection': [
    ...under('web.not-selected', NotSelectedReason.options),
    ...under('update.reason', NotSelectedReason.options),
  ],
  'step that the person is told': under('update.application', ApplicationState.exclude(['new', 'withdrawn']).options),
  'what comes next': under('web.me.next', [...ApplicationState.options, 'ended']),
  'hint of an answer': under('web.me.profile.hint', ['name', 'work', 'place', 'pay']),
  'state of a job': under('web.job-state', JobState.options),
  distance: under('web.distance', DistanceBand.options),
  licence: under('fact.licence', Licence.options),
  'kind of work': under('fact.employment-type', EmploymentType.options),
  experience: under('fact.experience', Experience.options),
  'period of pay': dashed('web.form.period', PayPeriod.options),
  'level of a language': dashed('web.form.level', LanguageLevel.options),
  'kind of a requirement': dashed(
    'web.form.need',
    Requirement.options.map(({ shape }) => shape.kind.value),
  ),
  'kind of an answer': dashed('web.form.answer', ScreeningQuestion.shape.answer.options),
  'delivery of a message': under('web.messages.delivery', Delivery.options),
  'state of a thread': [
    ...under('web.messages.state', ThreadState.exclude(['open']).options),
    ...under('web.me.messages.state', ['ended', 'blocked', 'closed', 'stopped', 'wait']),
  ],
  'message that was not taken': under('web.me.messages.refused', ['length', 'closed']),
  'reason of a report': under('option.report', ReportReason.options),
  'answer to a report': under('web.report', ['thanks', 'missing', 'limited']),
  'decision of a report': ['decided', 'decision', 'effect'].flatMap((what) =>
    under(`web.operator.reports.${what}`, ReportDecision.options),
  ),
  setting: ['label', 'hint', 'mend'].flatMap((what) => under(`web.operator.settings.${what}`, SettingName.options)),
  'group of settings': under('web.operator.settings.group', ['operator', 'help', 'people', 'server']),
  problem: under('problem', [...ProblemCode.options, 'offline']),
  'error of a field': under('form.error', FieldErrorCode.options),
}

for (const [language, catalogue] of Object.entries(await loadCatalogues()))
  for (const [what, keys] of Object.entries(picked))
    test(`${language} has a sentence for every ${what}`, () => {
      assert.deepEqual(
        keys.filter((key) => !(key in catalogue)),
        [],
      )
    })
