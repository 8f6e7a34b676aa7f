import type { NewsPage, OwnNews, PersonFrame } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Card } from '../../ui/card.tsx'
import { renderPersonPage } from './person-page.tsx'
import css from './register.module.css'

/** `/me/news`: all that would have come to WhatsApp. */
export const renderNews = (page: NewsPage, assets: Assets): string =>
  renderPersonPage(page, assets, { title: 'web.me.news.title', children: <News page={page} /> })

const News = ({ page }: { page: NewsPage }) => {
  const say = useSay()
  if (page.news.length === 0) return <p>{say('web.me.news.none')}</p>
  return (
    <div className={css.sections}>
      {page.news.map((one) => (
        <NewsCard key={one.id} news={one} page={page} level="h2" />
      ))}
    </div>
  )
}

export const NewsCard = (props: { news: OwnNews; page: PersonFrame; level: 'h2' | 'h3' }) => {
  const { news, page, level: Heading } = props
  return (
    <Card as="article" className={css.section}>
      <Heading>{news.day}</Heading>
      {news.text.map((text) => (
        <p key={text}>
          <bdi>{text}</bdi>
        </p>
      ))}
      {news.jobs.length > 0 && (
        <ul>
          {news.jobs.map(({ path, title }) => (
            <li key={path}>
              <a href={withLanguage(page, path)}>
                <bdi>{title}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
