import type { Estimate } from '@rolecall/contract/api/employer-jobs'
import type { Requirement } from '@rolecall/contract/requirement'
import { type ReactNode, useMemo, useState } from 'react'
import { Labelled } from '../../text/labels.tsx'
import { requirementText } from '../../text/requirement-text.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/choices.tsx'
import { FormSection, type GroupProps } from './form-section.tsx'
import css from './job-form.module.css'
import { RequirementAdder } from './requirement-adder.tsx'

type Labels = Readonly<Record<string, string>>

/** What people need, musts apart from wishes, and what each must costs; then what else is asked about people. */
export const NeedsGroup = (
  props: GroupProps & { estimate: Estimate | undefined; labels: Labels; children?: ReactNode },
) => {
  const say = useSay()
  const { values, set, estimate } = props
  const [added, setAdded] = useState<Labels>({})
  const labels = useMemo(() => ({ ...props.labels, ...added }), [props.labels, added])
  const change = (at: number, requirement: Requirement | undefined) =>
    set({ requirements: values.requirements.flatMap((old, index) => (index === at ? (requirement ?? []) : old)) })
  return (
    <Labelled labels={labels}>
      <FormSection title={say('web.form.needs')} hint={say('web.form.needs-hint')}>
        {values.requirements.length > 0 && (
          <ul className={css.needs}>
            {values.requirements.map((requirement, at) => (
              <Need
                key={JSON.stringify({ ...requirement, must: undefined })}
                requirement={requirement}
                without={estimate?.musts.find(({ index }) => index === at)?.without}
                fit={estimate?.fit}
                change={(changed) => change(at, changed)}
              />
            ))}
          </ul>
        )}
        <RequirementAdder
          country={values.place?.country}
          occupation={values.occupation?.id}
          add={(requirement, label) => {
            if (label !== undefined) setAdded({ ...added, ...label })
            set({ requirements: [...values.requirements, requirement] })
          }}
        />
        {props.children}
      </FormSection>
    </Labelled>
  )
}

const Need = (props: {
  requirement: Requirement
  without: number | undefined
  fit: number | undefined
  change: (requirement: Requirement | undefined) => void
}) => {
  const say = useSay()
  const text = useText()
  const { requirement, without, fit, change } = props
  const name = requirementText(requirement, text)
  return (
    <li className={css.need}>
      <RadioGroup
        id={`must-${name}`}
        label={name}
        value={requirement.must ? 'must' : 'wish'}
        options={[
          { value: 'must', label: say('web.form.must') },
          { value: 'wish', label: say('web.form.wish') },
        ]}
        onChange={(value) => change({ ...requirement, must: value === 'must' })}
      />
      <Button look="quiet" onClick={() => change(undefined)} aria-label={say('web.form.remove-named', { name })}>
        {say('web.form.remove')}
      </Button>
      {without !== undefined && fit !== undefined && without > fit && (
        <p className={css.cost}>{say('web.form.must-cost', { without })}</p>
      )}
    </li>
  )
}
