import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { EmploymentType } from '@rolecall/contract/job'
import type { Place } from '@rolecall/contract/place'
import { Day, DayPart } from '@rolecall/contract/times'
import { formatDays } from '@rolecall/text/work-times'
import { call } from '../../api/client.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { CheckGroup } from '../../ui/choices.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { FormSection, type GroupProps } from './form-section.tsx'
import css from './job-form.module.css'

/** Where and when. */
export const PlaceGroup = ({ values, set, errors }: GroupProps) => {
  const say = useSay()
  const text = useText()
  const typeOf = (value: EmploymentType) => text.fact({ type: 'employment-type', value })
  return (
    <FormSection title={say('web.form.place-hours')}>
      <PlaceField values={values} set={set} errors={errors} />
      <CheckGroup
        id="remote"
        label={say('web.form.remote')}
        values={values.remote ? ['remote'] : []}
        options={[{ value: 'remote', label: say('web.form.remote-yes') }]}
        onChange={(chosen) => set({ remote: chosen.length > 0 })}
      />
      {!values.remote && (
        <Select
          id="reachKm"
          label={say('web.form.reach')}
          error={errors.reachKm}
          value={values.reachKm}
          options={[
            { value: '', label: say('web.form.reach-any') },
            ...reaches(values.reachKm).map((km) => ({
              value: String(km),
              label: text.fact({ type: 'distance-km', value: km }),
            })),
          ]}
          onChange={({ target }) => set({ reachKm: target.value })}
        />
      )}
      <Select
        id="employmentType"
        label={say('web.form.type')}
        value={values.employmentType}
        options={EmploymentType.options.map((value) => ({ value, label: typeOf(value) }))}
        onChange={({ target }) => set({ employmentType: EmploymentType.parse(target.value) })}
      />
      <Hours values={values} set={set} errors={errors} />
    </FormSection>
  )
}

/** Distances to choose from, with the one that the job has. */
const reaches = (chosen: string): number[] =>
  [...new Set([5, 10, 20, 30, 50, 100, ...(chosen === '' ? [] : [Number(chosen)])])].sort((a, b) => a - b)

const PlaceField = ({ values, set, errors }: GroupProps) => {
  const say = useSay()
  return (
    <Combobox
      id="place"
      label={say('web.form.place')}
      hint={say('web.form.place-hint')}
      error={errors.place}
      value={values.place && { ...placeItem(values.place), place: values.place }}
      onChange={(item) => set({ place: item?.place })}
      find={async (q, signal) =>
        (await call(routes.findPlaces, { query: { q }, signal })).items.map(({ population: _, ...place }) => ({
          ...placeItem(place),
          place,
        }))
      }
    />
  )
}

const placeItem = (place: Place) => ({ id: `${place.latitude} ${place.longitude} ${place.label}`, label: place.label })

const Hours = ({ values, set, errors }: GroupProps) => {
  const say = useSay()
  const text = useText()
  const locale = text.language
  return (
    <>
      <CheckGroup
        id="days"
        label={say('web.form.days')}
        error={errors.days}
        values={values.days}
        options={Day.options.map((day) => ({ value: day, label: formatDays([day], locale) }))}
        onChange={(days) => set({ days })}
      />
      <CheckGroup
        id="parts"
        label={say('web.form.parts')}
        error={errors.parts}
        values={values.parts}
        options={DayPart.options.map((part) => ({ value: part, label: say('fact.day-part', { part }) }))}
        onChange={(parts) => set({ parts })}
      />
      <div className={css.pair}>
        {(['from', 'to'] as const).map((end) => (
          <TextField
            key={end}
            id={end}
            label={say(`web.form.${end}`)}
            optional
            type="time"
            error={errors[end]}
            value={values[end]}
            onChange={({ target }) => set({ [end]: target.value })}
          />
        ))}
      </div>
    </>
  )
}
