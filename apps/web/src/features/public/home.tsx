import type { HomePage } from '@rolecall/contract/pages'
import { withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak, useSay } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import css from './home.module.css'
import rowCss from './job-row.module.css'
import { JobRow } from './job-row.tsx'
import { SearchForm } from './search-form.tsx'

/** `/`: the two ways in, how it goes, the newest jobs. */
export const renderHome = (page: HomePage, assets: Assets): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  const head = {
    title: say('web.home.page-title', { operator: page.operator }),
    description: say('web.home.lead', { operator: page.operator }),
    styles: assets.publicCss,
    canonicalPath: '/',
  }
  return renderPublicPage(page, head, <Home page={page} />)
}

const Home = ({ page }: { page: HomePage }) => {
  const say = useSay()
  return (
    <div className={css.page}>
      <section className={css.hero}>
        <h1>{say('web.home.title')}</h1>
        <p className={css.lead}>{say('web.home.lead', { operator: page.operator })}</p>
      </section>
      <div className={css.ways}>
        <Card as="section" className={css.way}>
          <h2>{say('web.home.seekers')}</h2>
          <p>{say('web.home.seekers-text')}</p>
          {page.chatUrl && (
            <p>
              <ButtonLink href={page.chatUrl}>{say('web.home.chat')}</ButtonLink>
            </p>
          )}
          <p>
            <a href={withLanguage(page, '/me/register')}>{say('web.me.register.link')}</a>
          </p>
          <SearchForm language={page.language} query={{ q: '', place: '' }} look="secondary" />
        </Card>
        <Card as="section" className={css.way}>
          <h2>{say('web.home.employers')}</h2>
          <p>{say('web.home.employers-text')}</p>
          <p>
            <ButtonLink look="secondary" href={withLanguage(page, '/employer')}>
              {say('web.home.post')}
            </ButtonLink>
          </p>
          <Steps />
        </Card>
      </div>
      {page.newest.length > 0 && <Newest page={page} />}
    </div>
  )
}

const Steps = () => {
  const say = useSay()
  return (
    <ol className={css.steps}>
      <li>{say('web.home.step-post')}</li>
      <li>{say('web.home.step-see')}</li>
      <li>{say('web.home.step-answer')}</li>
    </ol>
  )
}

const Newest = ({ page }: { page: HomePage }) => {
  const say = useSay()
  return (
    <section className={css.newest}>
      <h2>{say('web.home.newest')}</h2>
      <ul className={rowCss.rows}>
        {page.newest.map((job) => (
          <JobRow key={job.id} job={job} now={page.now} level={3} />
        ))}
      </ul>
      <p>
        <a href={withLanguage(page, '/jobs')}>{say('web.home.all', { count: page.openJobs })}</a>
      </p>
    </section>
  )
}
