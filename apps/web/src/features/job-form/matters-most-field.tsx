import { MattersMost, mostThatMatter } from '@rolecall/contract/job'
import { useSay, useText } from '../../text/use-text.tsx'
import { CheckGroup } from '../../ui/choices.tsx'
import type { GroupProps } from './form-section.tsx'

/** What employers name most often comes first. */
const order: readonly MattersMost[] = ['experience', 'skills', 'distance', 'occupation', 'pay']

/** What moves people up in the list, in the words that they read with the reasons. Nothing is chosen at first. */
export const MattersMostField = ({ values, set, errors }: GroupProps) => {
  const say = useSay()
  const text = useText()
  return (
    <CheckGroup
      id="mattersMost"
      label={say('web.form.matters')}
      hint={say('web.form.matters-hint')}
      error={errors.mattersMost}
      values={values.mattersMost}
      most={mostThatMatter}
      options={order.map((value) => ({ value, label: text.fact({ type: 'score-parts', values: [value] }) }))}
      onChange={(chosen) => set({ mattersMost: MattersMost.options.filter((each) => chosen.includes(each)) })}
    />
  )
}
