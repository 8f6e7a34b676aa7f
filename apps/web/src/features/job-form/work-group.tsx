import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { call } from '../../api/client.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { FormSection, type GroupProps } from './form-section.tsx'

/** What the work is. */
export const WorkGroup = ({ values, set, errors }: GroupProps) => {
  const say = useSay()
  const { language } = useText()
  return (
    <FormSection title={say('web.form.work')}>
      <TextField
        id="title"
        label={say('web.form.title')}
        hint={say('web.form.title-hint')}
        error={errors.title}
        value={values.title}
        onChange={({ target }) => set({ title: target.value })}
      />
      <Combobox
        id="occupation"
        label={say('web.form.occupation')}
        hint={say('web.form.occupation-hint')}
        error={errors.occupation}
        value={values.occupation}
        onChange={(occupation) => set({ occupation })}
        find={async (q, signal) =>
          (await call(routes.findOccupations, { query: { q, lang: language }, signal })).items.map(({ id, label }) => ({
            id,
            label,
          }))
        }
      />
      <TextArea
        id="description"
        label={say('web.form.description')}
        hint={say('web.form.description-hint')}
        error={errors.description}
        value={values.description}
        rows={6}
        dir="auto"
        onChange={({ target }) => set({ description: target.value })}
      />
    </FormSection>
  )
}
