import type { OwnDataPage, OwnDataSection } from '@rolecall/contract/pages'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak, useSay } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import pageCss from './person-page.module.css'
import { renderPersonPage } from './person-page.tsx'
import css from './privacy.module.css'

/** All that is kept of a person, to be read by them: among their own pages, or by itself behind the link of the chat. */
export const renderOwnData = (page: OwnDataPage, assets: Assets): string => {
  if (page.own) return renderPersonPage(page, assets, { title: 'web.me.data.title', children: <OwnData page={page} /> })
  const say = sayIn(speak(page.catalogue, page.language))
  const title = say('web.me.data.title')
  const head = { title: say('web.shell.page-title', { title }), styles: assets.publicCss }
  return renderPublicPage(
    page,
    head,
    <div className={pageCss.page}>
      <h1>{title}</h1>
      <p>{say('web.me.data.reading')}</p>
      <OwnData page={page} />
    </div>,
  )
}

const OwnData = ({ page }: { page: OwnDataPage }) => {
  const say = useSay()
  return (
    <>
      {!page.alone && <p>{say('web.me.data.alone')}</p>}
      <p>
        <ButtonLink look="secondary" href={page.file} download>
          {say('web.me.privacy.file')}
        </ButtonLink>
      </p>
      {page.sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
    </>
  )
}

const Section = ({ section: { id, rows, more } }: { section: OwnDataSection }) => {
  const say = useSay()
  return (
    <Card as="section" className={css.section}>
      <h2>{say(`web.me.data.section.${id}`)}</h2>
      {rows.map(({ title, lines }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and the page never changes
        <div key={at} className={css.card}>
          <h3 dir="auto">{title}</h3>
          <ul className={css.lines}>
            {lines.map((line) => (
              <li key={line} dir="auto">
                {line}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {more > 0 && <p className={css.record}>{say('web.me.data.more', { count: more })}</p>}
    </Card>
  )
}
