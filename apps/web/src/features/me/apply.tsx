import type { ApplyPage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Choices } from './choices.tsx'
import { renderPersonPage } from './person-page.tsx'
import css from './register.module.css'

/** `/me/apply/<job>`: what the chat would ask before an application, on one page. */
export const renderApply = (page: ApplyPage, assets: Assets): string =>
  renderPersonPage(page, assets, {
    title: 'web.me.apply.title',
    children: page.over === undefined ? <Apply page={page} /> : <Over page={page} said={page.over} />,
  })

const Over = ({ page, said }: { page: ApplyPage; said: readonly string[] }) => {
  const say = useSay()
  return (
    <>
      {said.length === 0 ? <p>{say('web.me.apply.over')}</p> : said.map((text) => <p key={text}>{text}</p>)}
      <p className={css.buttons}>
        <ButtonLink href={withLanguage(page, '/me')}>{say('web.me.applications.look')}</ButtonLink>
        <a href={withLanguage(page, '/me/applications')}>{say('web.me.applications.title')}</a>
      </p>
    </>
  )
}

const Apply = ({ page }: { page: ApplyPage }) => {
  const say = useSay()
  return (
    <>
      <div>
        <h2>{page.jobPath === undefined ? page.title : <a href={withLanguage(page, page.jobPath)}>{page.title}</a>}</h2>
        <p>
          <bdi>{page.employer}</bdi>
        </p>
      </div>
      {page.warnings.length > 0 && <Warnings page={page} />}
      <form className={css.form} method="post" action={withLanguage(page, `/me/apply/${page.jobId}`)}>
        {page.missing.length > 0 && (
          <p role="alert" className={css.problem}>
            {say('web.me.apply.missing')}
          </p>
        )}
        {page.questions.map((question) => (
          <Question key={question.id} question={question} isMissing={page.missing.includes(question.id)} />
        ))}
        <p>{say('web.me.apply.text')}</p>
        <p className={css.buttons}>
          <Button type="submit" look="primary">
            {say('web.me.apply.send')}
          </Button>
        </p>
      </form>
    </>
  )
}

const Warnings = ({ page }: { page: ApplyPage }) => {
  const say = useSay()
  return (
    <Card tone="check" as="section" className={css.section}>
      {page.warnings.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p>{say('web.me.apply.warn')}</p>
      {page.canSayHeld && (
        <form method="post" action={withLanguage(page, `/me/apply/${page.jobId}`)}>
          <Button type="submit" name="say" value="have">
            {say('option.job.have')}
          </Button>
        </form>
      )}
    </Card>
  )
}

const Question = (props: { question: ApplyPage['questions'][number]; isMissing: boolean }) => {
  const say = useSay()
  const { question, isMissing } = props
  const id = `answer-${question.id}`
  if (question.answer === 'text')
    return (
      <TextArea
        id={id}
        label={<bdi>{question.text}</bdi>}
        error={isMissing ? say('web.me.apply.missing') : undefined}
        defaultValue={question.given}
        maxLength={500}
      />
    )
  return (
    <Choices
      kind="radio"
      legend={question.text}
      options={(['yes', 'no'] as const).map((value) => ({
        id: `${id}-${value}`,
        name: id,
        value,
        label: say(`option.${value}`),
        checked: question.given === value,
      }))}
    />
  )
}
