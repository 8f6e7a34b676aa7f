import type { ProfileField, ProfilePage } from '@rolecall/contract/pages'
import { Experience } from '@rolecall/contract/profile'
import { Day, DayPart } from '@rolecall/contract/times'
import { formatDays } from '@rolecall/text/work-times'
import type { ReactNode } from 'react'
import { withLanguage } from '../../document/addresses.ts'
import { useSay, useText } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Choices } from './choices.tsx'
import css from './profile.module.css'

type Of<F extends ProfileField = ProfileField> = { readonly page: ProfilePage; readonly field: F }

/** Changes one answer, in the form that it has. */
export const AnswerForm = ({ page, field }: Of) => {
  switch (field) {
    case 'experience':
      return <ExperienceForm page={page} field={field} />
    case 'times':
      return <TimesForm page={page} field={field} />
    case 'language':
      return <LanguageForm page={page} field={field} />
    case 'name':
    case 'work':
    case 'place':
    case 'pay':
      return <WrittenForm page={page} field={field} />
    default:
      return field satisfies never
  }
}

const Form = ({ page, field, children }: Of & { children: ReactNode }) => (
  <form className={css.form} method="post" action={withLanguage(page, '/me/profile')}>
    <input type="hidden" name="field" value={field} />
    {children}
  </form>
)

/** In free words, as in the chat; where they may mean several things, those stand above to choose from. */
const WrittenForm = ({ page, field }: Of<'name' | 'work' | 'place' | 'pay'>) => {
  const say = useSay()
  const problem = page.problem?.field === field ? page.problem : undefined
  const picks = problem?.choices ?? []
  return (
    <>
      {problem !== undefined && picks.length > 0 && (
        <Form page={page} field={field}>
          <input type="hidden" name="value" value={problem.typed} />
          <p>{problem.text}</p>
          <p className={css.buttons}>
            {picks.map(({ id, title }) => (
              <Button key={id} type="submit" name="pick" value={id}>
                {title}
              </Button>
            ))}
          </p>
        </Form>
      )}
      <Form page={page} field={field}>
        <TextField
          id={`${field}-value`}
          name="value"
          label={say('web.me.profile.new')}
          hint={say(`web.me.profile.hint.${field}`)}
          error={picks.length === 0 ? problem?.text : undefined}
          defaultValue={problem?.typed ?? page.typed[field]}
          maxLength={300}
          autoComplete={field === 'name' ? 'name' : 'off'}
        />
        <p className={css.buttons}>
          <Save />
          {field === 'pay' && (
            <Button type="submit" name="option" value="any">
              {say('option.pay.any')}
            </Button>
          )}
        </p>
      </Form>
    </>
  )
}

const ExperienceForm = ({ page, field }: Of) => {
  const say = useSay()
  return (
    <Form page={page} field={field}>
      <Choices
        kind="radio"
        legend={say('web.me.profile.new')}
        options={Experience.options.map((value) => ({
          id: `experience-${value}`,
          name: 'option',
          value,
          label: say(`option.experience.${value}`),
          checked: page.experience === value,
        }))}
      />
      <Save />
    </Form>
  )
}

const LanguageForm = ({ page, field }: Of) => {
  const say = useSay()
  return (
    <Form page={page} field={field}>
      <Choices
        kind="radio"
        legend={say('web.me.profile.new')}
        options={page.languages.map(({ tag, name }) => ({
          id: `language-${tag}`,
          name: 'option',
          value: tag,
          label: <span lang={tag}>{name}</span>,
          checked: tag === page.own,
        }))}
      />
      <Save />
    </Form>
  )
}

const TimesForm = ({ page, field }: Of) => {
  const say = useSay()
  const { language } = useText()
  const box = (kind: 'day' | 'part', value: string, label: string, checked: boolean) => {
    const name = `${kind}-${value}`
    return { id: name, name, value: 'on', label, checked }
  }
  return (
    <Form page={page} field={field}>
      {page.problem?.field === field && <p className={css.error}>{page.problem.text}</p>}
      <Choices
        kind="checkbox"
        legend={say('web.form.days')}
        options={Day.options.map((day) =>
          box('day', day, formatDays([day], language), page.times?.days.includes(day) ?? false),
        )}
      />
      <Choices
        kind="checkbox"
        legend={say('web.form.parts')}
        options={DayPart.options.map((part) =>
          box('part', part, say('fact.day-part', { part }), page.times?.parts.includes(part) ?? false),
        )}
      />
      <Save />
    </Form>
  )
}

const Save = () => (
  <Button type="submit" look="primary">
    {useSay()('web.me.profile.save')}
  </Button>
)
