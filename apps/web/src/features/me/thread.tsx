import { maxMessageLength } from '@rolecall/contract/message'
import type { ApplicationsPage, OwnApplication } from '@rolecall/contract/pages'
import { ThreadReportReason } from '@rolecall/contract/report'
import { withLanguage } from '../../document/addresses.ts'
import { Bubbles } from '../../messages/bubbles.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import css from './applications.module.css'
import { Choices } from './choices.tsx'

type Of = { readonly application: OwnApplication; readonly page: ApplicationsPage }

/** What the person and the employer wrote to each other, with forms to write, to block and to report. */
export const OwnThread = ({ application, page }: Of) => {
  const say = useSay()
  const { id, thread } = application
  const employer = application.employer ?? say('web.me.messages.they')
  const bubbles = thread.messages.map(({ id: key, mine, text, when, read }) => ({
    id: key,
    mine,
    who: mine ? say('web.me.messages.you') : employer,
    text,
    about: read ? `${when} · ${say('web.messages.delivery.read')}` : when,
  }))
  return (
    <>
      <h3>{say('web.messages.title')}</h3>
      {bubbles.length > 0 && <Bubbles label={say('web.me.messages.with', { employer })} bubbles={bubbles} />}
      {page.reported === id && <p role="status">{say('web.report.thanks')}</p>}
      {thread.state === 'open' ? (
        <Write application={application} page={page} />
      ) : (
        <p>{say(`web.me.messages.state.${thread.state}`, { employer })}</p>
      )}
      {(bubbles.length > 0 || thread.state === 'blocked') && <Guard application={application} page={page} />}
    </>
  )
}

const Write = ({ application: { id, employer = '' }, page }: Of) => {
  const say = useSay()
  const refused = page.refused?.application === id ? page.refused : undefined
  return (
    <form className={css.write} method="post" action={withLanguage(page, '/me/applications/write')}>
      <input type="hidden" name="application" value={id} />
      <TextArea
        id={`text-${id}`}
        name="text"
        label={say('web.messages.write', { name: employer })}
        hint={say('web.me.messages.hint')}
        error={refused && say(`web.me.messages.refused.${refused.because}`)}
        defaultValue={refused?.text}
        required
        rows={3}
        maxLength={maxMessageLength}
      />
      <Button type="submit">{say('web.messages.send')}</Button>
    </form>
  )
}

const Guard = ({ application: { id, thread, employer = '' }, page }: Of) => {
  const say = useSay()
  const blocked = thread.state === 'blocked'
  return (
    <div className={css.guard}>
      <form method="post" action={withLanguage(page, '/me/applications/block')}>
        <input type="hidden" name="application" value={id} />
        <input type="hidden" name="block" value={blocked ? 'no' : 'yes'} />
        <Button type="submit" look="quiet">
          {say(blocked ? 'web.messages.unblock' : 'web.messages.block', { name: employer })}
        </Button>
      </form>
      <details>
        <summary>{say('web.messages.report')}</summary>
        <form className={css.write} method="post" action={withLanguage(page, '/me/applications/report')}>
          <input type="hidden" name="application" value={id} />
          <Choices
            kind="radio"
            legend={say('web.report.reason')}
            options={ThreadReportReason.options.map((reason) => ({
              id: `${id}-${reason}`,
              name: 'reason',
              value: reason,
              label: say(`option.report.${reason}`),
              checked: false,
            }))}
          />
          <TextArea id={`words-${id}`} name="text" label={say('web.report.words')} optional rows={3} maxLength={500} />
          <p>{say('web.report.private')}</p>
          <Button type="submit">{say('web.report.send')}</Button>
        </form>
      </details>
    </div>
  )
}
