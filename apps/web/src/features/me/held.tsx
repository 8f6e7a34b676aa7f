import { LanguageLevel } from '@rolecall/contract/language'
import type { ProfilePage } from '@rolecall/contract/pages'
import { HeldField } from '@rolecall/contract/profile'
import type { ReactNode } from 'react'
import { withLanguage } from '../../document/addresses.ts'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextField } from '../../ui/field.tsx'
import { Choices } from './choices.tsx'
import css from './profile.module.css'

type Thing = ProfilePage['held'][number]
type Of = { readonly page: ProfilePage; readonly thing: Thing }

/** What the person said that they have: a card for each kind, each thing to be taken back, and a form to say more. */
export const HeldThings = ({ page }: { page: ProfilePage }) => (
  <>
    {HeldField.options.map((field) => {
      const things = page.held.filter((held) => held.field === field)
      return things.length === 0 ? null : <Kind key={field} page={page} field={field} things={things} />
    })}
    <AddForm page={page} />
  </>
)

/** In free words, as in the chat. */
const AddForm = ({ page }: { page: ProfilePage }) => {
  const say = useSay()
  const problem = page.problem?.field === 'add' ? page.problem : undefined
  return (
    <Card as="section" id="add" className={css.answer}>
      <h2>{say('web.me.profile.held.add')}</h2>
      <form className={css.form} method="post" action={withLanguage(page, '/me/profile')}>
        <input type="hidden" name="field" value="add" />
        <TextField
          id="add-value"
          name="value"
          label={say('web.me.profile.held.add.label')}
          hint={say('web.me.profile.held.add.hint')}
          error={problem?.text}
          defaultValue={problem?.typed}
          maxLength={300}
          autoComplete="off"
        />
        <Button type="submit" look="primary">
          {say('web.me.profile.held.add.button')}
        </Button>
      </form>
    </Card>
  )
}

const Kind = ({ page, field, things }: { page: ProfilePage; field: HeldField; things: readonly Thing[] }) => {
  const say = useSay()
  return (
    <Card as="section" id={field} className={css.answer}>
      <h2>{say(`web.me.profile.held.${field}`)}</h2>
      <ul className={css.things}>
        {things.map((thing) => (
          <li key={thing.value} className={css.thing}>
            <bdi>{thing.text}</bdi>
            <ThingForm page={page} thing={thing}>
              <Button
                type="submit"
                name="option"
                value="take-back"
                aria-label={`${say('web.me.profile.take-back')}: ${thing.text}`}
              >
                {say('web.me.profile.take-back')}
              </Button>
            </ThingForm>
            {thing.level !== undefined && <LevelForm page={page} thing={thing} />}
          </li>
        ))}
      </ul>
    </Card>
  )
}

const ThingForm = ({ page, thing, children }: Of & { children: ReactNode }) => (
  <form className={css.form} method="post" action={withLanguage(page, '/me/profile')}>
    <input type="hidden" name="field" value="held" />
    <input type="hidden" name="kind" value={thing.field} />
    <input type="hidden" name="value" value={thing.value} />
    {children}
  </form>
)

/** A language is spoken better after a while, or was overstated. */
const LevelForm = ({ page, thing }: Of) => {
  const say = useSay()
  return (
    <details className={css.change}>
      <summary>
        {say('web.me.profile.change')}
        <span className={css.which}> {thing.text}</span>
      </summary>
      <ThingForm page={page} thing={thing}>
        <Choices
          kind="radio"
          legend={say('web.me.profile.new')}
          options={LanguageLevel.options.map((level) => ({
            id: `level-${thing.value}-${level}`,
            name: 'option',
            value: level,
            label: say(`option.level.${level}`),
            checked: thing.level === level,
          }))}
        />
        <Button type="submit" look="primary">
          {say('web.me.profile.save')}
        </Button>
      </ThingForm>
    </details>
  )
}
