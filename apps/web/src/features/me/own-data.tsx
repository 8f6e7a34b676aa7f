import type { OwnDataPage, OwnDataSection } from '@rolecall/contract/pages'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { renderPersonPage } from './person-page.tsx'
import { renderPlainPage } from './plain-page.tsx'
import css from './privacy.module.css'

/** All that is kept of a person, to be read by them: among their own pages, or by itself behind the link of the chat. */
export const renderOwnData = (page: OwnDataPage, assets: Assets): string => {
  const render = page.own ? renderPersonPage : renderPlainPage
  return render(page, assets, { title: 'web.me.data.title', children: <OwnData page={page} /> })
}

const OwnData = ({ page }: { page: OwnDataPage }) => {
  const say = useSay()
  return (
    <>
      {!page.own && <p>{say('web.me.data.reading')}</p>}
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
