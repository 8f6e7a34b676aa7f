import { employerRoutes as routes } from '@rolecall/contract/api/employer-routes'
import { LanguageLevel } from '@rolecall/contract/language'
import { Licence, type Requirement } from '@rolecall/contract/requirement'
import { useState } from 'react'
import { call } from '../../api/client.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import css from './job-form.module.css'
import { spokenLanguages } from './spoken-languages.ts'

type Kind = Requirement['kind']
const kinds = ['licence', 'experience', 'language', 'skill', 'work-permit'] as const satisfies Kind[]
type Parts = {
  licence: Licence
  years: string
  language: string
  level: LanguageLevel
  skill: { id: string; label: string } | undefined
}

/** Chooses a kind of requirement and its value; what is added is a must until it is made a wish. */
export const RequirementAdder = (props: {
  country: string | undefined
  occupation: string | undefined
  add: (requirement: Requirement, label?: Record<string, string>) => void
}) => {
  const say = useSay()
  const [kind, setKind] = useState<Kind | ''>('')
  const [parts, setParts] = useState<Parts>({
    licence: 'food-handler',
    years: '1',
    language: 'en',
    level: 'good',
    skill: undefined,
  })
  const requirement = kind === '' ? undefined : requirementOf(kind, parts, props.country)
  const add = () => {
    if (requirement === undefined) return
    props.add(requirement, kind === 'skill' && parts.skill ? { [parts.skill.id]: parts.skill.label } : undefined)
    setKind('')
    setParts({ ...parts, skill: undefined })
  }
  return (
    <div className={css.adder}>
      <Select
        id="requirement-kind"
        label={say('web.form.add-need')}
        value={kind}
        options={[
          { value: '', label: say('web.form.choose') },
          ...kinds
            .filter((each) => each !== 'work-permit' || props.country !== undefined)
            .map((each) => ({ value: each, label: say(`web.form.need-${each}`) })),
        ]}
        onChange={({ target }) => setKind(kinds.find((each) => each === target.value) ?? '')}
      />
      <Value
        kind={kind}
        parts={parts}
        set={(change) => setParts({ ...parts, ...change })}
        occupation={props.occupation}
      />
      {kind !== '' && (
        <Button disabled={requirement === undefined} onClick={add}>
          {say('web.form.add')}
        </Button>
      )}
    </div>
  )
}

const requirementOf = (kind: Kind, parts: Parts, country: string | undefined): Requirement | undefined => {
  switch (kind) {
    case 'licence':
      return { kind, licence: parts.licence, must: true }
    case 'experience':
      return Number(parts.years) >= 1 ? { kind, years: Number(parts.years), must: true } : undefined
    case 'language':
      return { kind, language: parts.language, level: parts.level, must: true }
    case 'skill':
      return parts.skill === undefined ? undefined : { kind, skill: parts.skill.id, must: true }
    case 'work-permit':
      return country === undefined ? undefined : { kind, country, must: true }
    default:
      return kind satisfies never
  }
}

type ValueProps = {
  kind: Kind | ''
  parts: Parts
  set: (change: Partial<Parts>) => void
  occupation: string | undefined
}

const Value = ({ kind, parts, set, occupation }: ValueProps) => {
  const say = useSay()
  const text = useText()
  switch (kind) {
    case 'licence':
      return (
        <Select
          id="requirement-licence"
          label={say('web.form.need-licence')}
          value={parts.licence}
          options={Licence.options.map((value) => ({ value, label: text.fact({ type: 'licence', value }) }))}
          onChange={({ target }) => set({ licence: Licence.parse(target.value) })}
        />
      )
    case 'experience':
      return (
        <TextField
          id="requirement-years"
          label={say('web.form.years')}
          type="number"
          min={1}
          max={40}
          value={parts.years}
          onChange={({ target }) => set({ years: target.value })}
        />
      )
    case 'language':
      return <Language parts={parts} set={set} />
    case 'skill':
      return (
        <Combobox
          id="requirement-skill"
          label={say('web.form.need-skill')}
          value={parts.skill}
          onChange={(skill) => set({ skill })}
          find={async (q, signal) =>
            (await call(routes.findSkills, { query: { q, lang: text.language, occupation }, signal })).items
          }
        />
      )
    default:
      return null
  }
}

const Language = ({ parts, set }: Pick<ValueProps, 'parts' | 'set'>) => {
  const say = useSay()
  const { language } = useText()
  return (
    <>
      <Select
        id="requirement-language"
        label={say('web.form.need-language')}
        value={parts.language}
        options={spokenLanguages(language)}
        onChange={({ target }) => set({ language: target.value })}
      />
      <Select
        id="requirement-level"
        label={say('web.form.level')}
        value={parts.level}
        options={LanguageLevel.options.map((value) => ({ value, label: say(`web.form.level-${value}`) }))}
        onChange={({ target }) => set({ level: LanguageLevel.parse(target.value) })}
      />
    </>
  )
}
