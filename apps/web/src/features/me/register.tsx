import type { RegisterPage } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Choices } from './choices.tsx'
import { renderPlainPage } from './plain-page.tsx'
import css from './register.module.css'

/** `/me/register`: the consent, then a question a page. */
export const renderRegister = (page: RegisterPage, assets: Assets): string =>
  renderPlainPage(page, assets, {
    title: 'web.me.register.title',
    heading: page.asked === undefined,
    children: page.asked === undefined ? <Consent page={page} /> : <Question page={page} asked={page.asked} />,
  })

const pathOf = ({ job }: RegisterPage, path: string): string => (job === undefined ? path : `${path}?job=${job}`)

const Consent = ({ page }: { page: RegisterPage }) => {
  const say = useSay()
  return (
    <>
      {page.limited && (
        <p role="alert" className={css.problem}>
          {say('web.me.register.limited')}
        </p>
      )}
      <p>{say('web.me.register.intro')}</p>
      <Step page={page} />
      <p>{say('web.me.register.consent')}</p>
      <form className={css.form} method="post" action={withLanguage(page, pathOf(page, '/me/register'))}>
        <p className={css.buttons}>
          <Button type="submit" look="primary" name="agree" value="yes">
            {say('web.me.register.agree')}
          </Button>
          <a href={withLanguage(page, '/me')}>{say('web.me.register.known')}</a>
        </p>
      </form>
    </>
  )
}

type Asking = { readonly page: RegisterPage; readonly asked: NonNullable<RegisterPage['asked']> }

const Question = ({ page, asked }: Asking) => {
  const say = useSay()
  const { back, options, problem, question } = asked
  const picks = problem?.choices ?? []
  return (
    <>
      <Step page={page} />
      <h1>{asked.text}</h1>
      {picks.length > 0 && <Picks page={page} asked={asked} />}
      {picks.length === 0 && problem !== undefined && options.length > 0 && question !== 'pay' && (
        <p role="alert" className={css.problem}>
          {problem.text}
        </p>
      )}
      <Form page={page} asked={asked}>
        {question === 'experience' || question === 'times' ? (
          <Choices
            kind="radio"
            legend={say('web.me.register.choose')}
            options={options.map(({ id, label }) => ({
              id: `${question}-${id}`,
              name: 'option',
              value: id,
              label,
              checked: asked.answer === id,
            }))}
          />
        ) : (
          <Written asked={asked} />
        )}
        <p className={css.buttons}>
          <Button type="submit" look="primary">
            {say(page.n === page.total ? 'web.me.register.finish' : 'web.me.register.next')}
          </Button>
          {question === 'pay' && (
            <Button type="submit" name="option" value="any">
              {say('option.pay.any')}
            </Button>
          )}
          {back !== undefined && (
            <a href={withLanguage(page, withQuestion(page, back))}>{say('web.me.register.back')}</a>
          )}
        </p>
      </Form>
      <p>{say('web.me.register.kept')}</p>
    </>
  )
}

const withQuestion = ({ job }: RegisterPage, question: string): string =>
  `/me/register?question=${question}${job === undefined ? '' : `&job=${job}`}`

const Written = ({ asked }: Pick<Asking, 'asked'>) => {
  const say = useSay()
  const { problem, question } = asked
  return (
    <TextField
      id="value"
      name="value"
      label={say('web.me.register.answer')}
      hint={say(`web.me.profile.hint.${question}`)}
      error={problem === undefined || problem.choices.length > 0 ? undefined : problem.text}
      defaultValue={problem?.typed ?? asked.typed}
      maxLength={300}
      autoComplete={question === 'name' ? 'name' : 'off'}
    />
  )
}

/** What an answer may mean, as the chat would ask back. */
const Picks = ({ page, asked }: Asking) => (
  <Form page={page} asked={asked}>
    <input type="hidden" name="value" value={asked.problem?.typed} />
    <p role="alert">{asked.problem?.text}</p>
    <p className={css.buttons}>
      {asked.problem?.choices.map(({ id, title }) => (
        <Button key={id} type="submit" look="primary" name="pick" value={id}>
          {title}
        </Button>
      ))}
    </p>
  </Form>
)

const Form = ({ page, asked, children }: Asking & { children: ReactNode }) => (
  <form className={css.form} method="post" action={withLanguage(page, pathOf(page, '/me/register/answer'))}>
    <input type="hidden" name="field" value={asked.question} />
    {children}
  </form>
)

const Step = ({ page: { n, total } }: { page: RegisterPage }) => {
  const say = useSay()
  const label = say('web.me.register.step', { n, total })
  return (
    <div className={css.step}>
      <span aria-hidden="true">{label}</span>
      <progress value={n} max={total} aria-label={label} />
    </div>
  )
}
