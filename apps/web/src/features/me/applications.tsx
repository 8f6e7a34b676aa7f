import type { ApplicationsPage, OwnApplication } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import css from './applications.module.css'
import { renderPersonPage } from './person-page.tsx'
import { OwnThread } from './thread.tsx'

/** `/me/applications`: each with what comes next, what happened, and the way to take it back. */
export const renderApplications = (page: ApplicationsPage, assets: Assets): string =>
  renderPersonPage(page, assets, { title: 'web.me.applications.title', children: <Applications page={page} /> })

const Applications = ({ page }: { page: ApplicationsPage }) => {
  const say = useSay()
  const { applications, saved } = page
  return (
    <>
      {page.applied && <p role="status">{say('web.me.applications.applied')}</p>}
      {applications.length === 0 ? (
        <>
          <p>{say('web.me.applications.none')}</p>
          <p>
            <ButtonLink href={withLanguage(page, '/me')}>{say('web.me.applications.look')}</ButtonLink>
          </p>
        </>
      ) : (
        <p>{say('web.me.applications.intro')}</p>
      )}
      <ul className={css.list}>
        {applications.map((application) => (
          <Application key={application.id} application={application} page={page} />
        ))}
      </ul>
      {saved.length > 0 && <Saved page={page} />}
    </>
  )
}

type Of = { readonly application: OwnApplication; readonly page: ApplicationsPage }

const Application = ({ application, page }: Of) => {
  const say = useSay()
  const { employer, history, id, open, path } = application
  const title = application.title ?? say('web.me.applications.gone')
  return (
    <Card as="li" className={css.application} id={id}>
      <div>
        <h2>{path === undefined ? title : <a href={withLanguage(page, path)}>{title}</a>}</h2>
        {employer !== undefined && (
          <p>
            <bdi>{employer}</bdi>
          </p>
        )}
      </div>
      <p className={css.next}>
        <b>{say('web.me.applications.next')}:</b> {application.next}
      </p>
      <h3>{say('web.me.applications.history')}</h3>
      <ol className={css.history}>
        {history.map((step) => (
          <li key={step.state + step.day}>
            <b>{say(`option.state.${step.state}`)}</b> · {step.day}
            {step.reason !== undefined && <> · {say('web.me.applications.reason', { reason: step.reason })}</>}
          </li>
        ))}
      </ol>
      {open && <Withdraw application={application} page={page} title={title} />}
      <OwnThread application={application} page={page} />
    </Card>
  )
}

/** Asked once more, on the page itself, before it is done. */
const Withdraw = ({ application: { id }, page, title }: Of & { title: string }) => {
  const say = useSay()
  const label = say('web.me.applications.withdraw')
  if (page.withdrawing !== id)
    return (
      <p>
        <ButtonLink
          look="secondary"
          href={`${withLanguage(page, `/me/applications?withdraw=${id}`)}#${id}`}
          aria-label={`${label}: ${title}`}
        >
          {label}
        </ButtonLink>
      </p>
    )
  return (
    <form className={css.ask} method="post" action={withLanguage(page, '/me/applications/withdraw')}>
      <p>{say('web.me.applications.withdraw-ask', { title })}</p>
      <input type="hidden" name="application" value={id} />
      <p className={css.choice}>
        <Button type="submit" look="danger">
          {say('web.me.applications.withdraw-yes')}
        </Button>
        <ButtonLink look="quiet" href={withLanguage(page, '/me/applications')}>
          {say('web.me.applications.withdraw-keep')}
        </ButtonLink>
      </p>
    </form>
  )
}

const Saved = ({ page }: { page: ApplicationsPage }) => {
  const say = useSay()
  return (
    <section className={css.list}>
      <h2>{say('web.me.applications.saved')}</h2>
      <ul className={css.list}>
        {page.saved.map(({ path, row, title }) => (
          <Card as="li" key={path}>
            <h3>
              <a href={withLanguage(page, path)}>{title}</a>
            </h3>
            <p>
              <bdi>{row}</bdi>
            </p>
          </Card>
        ))}
      </ul>
    </section>
  )
}
