import type { ErasedPage, ErasePage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { renderPersonPage } from './person-page.tsx'
import { renderPlainPage } from './plain-page.tsx'
import css from './privacy.module.css'

/** `/me/privacy/delete`: asked once more, of whoever signed in lately. */
export const renderErase = (page: ErasePage, assets: Assets): string =>
  renderPersonPage(page, assets, { title: 'web.me.erase.title', children: <Erase page={page} /> })

const Erase = ({ page }: { page: ErasePage }) => {
  const say = useSay()
  const keep = (
    <ButtonLink look="quiet" href={withLanguage(page, '/me/privacy')}>
      {say('web.me.erase.no')}
    </ButtonLink>
  )
  return (
    <>
      <p>{say('web.me.erase.text')}</p>
      <p>
        <a href={withLanguage(page, '/me/privacy')}>{say('web.me.erase.keep-copy')}</a>
      </p>
      {page.fresh ? (
        <form method="post" action={withLanguage(page, '/me/privacy/delete')} className={css.buttons}>
          <Button type="submit" look="danger">
            {say('web.me.erase.yes')}
          </Button>
          {keep}
        </form>
      ) : (
        <form method="post" action={withLanguage(page, '/me/sign-out')} className={css.section}>
          <p>{say('web.me.erase.sign-in')}</p>
          <p className={css.buttons}>
            <Button type="submit">{say('web.me.erase.sign-out')}</Button>
            {keep}
          </p>
        </form>
      )}
    </>
  )
}

/** What was deleted, when, and the number that says so. */
export const renderErased = (page: ErasedPage, assets: Assets): string =>
  renderPlainPage(page, assets, { title: 'web.me.erased.title', children: <Erased page={page} /> })

const Erased = ({ page }: { page: ErasedPage }) => {
  const say = useSay()
  return (
    <>
      <p>{say('web.me.erased.text')}</p>
      <p className={css.receipt}>{say('web.me.erased.receipt', { receipt: page.receipt })}</p>
      <p>{say('web.me.erased.when', { when: page.when })}</p>
    </>
  )
}
