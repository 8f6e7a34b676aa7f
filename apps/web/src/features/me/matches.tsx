import type { MatchesPage, OwnMatch } from '@rolecall/contract/pages'
import { CheckList, ReasonList, TiltReason } from '../../applications/reason-list.tsx'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import css from './matches.module.css'
import { NewsCard } from './news.tsx'
import { renderPersonPage } from './person-page.tsx'

/** `/me`: the jobs that fit, as the chat lists them, each with its reasons. */
export const renderMatches = (page: MatchesPage, assets: Assets): string =>
  renderPersonPage(page, assets, {
    title: 'web.me.matches.title',
    labels: page.labels,
    children: <Matches page={page} />,
  })

const Matches = ({ page }: { page: MatchesPage }) => {
  const say = useSay()
  const { matches } = page
  const fits = matches.filter(({ explanation }) => explanation.fit === 'full')
  const check = matches.filter(({ explanation }) => explanation.fit !== 'full')
  return (
    <>
      {page.webOnly && <ComeBack page={page} />}
      {page.alerts === false && <AskAlerts page={page} />}
      {page.news.length > 0 && <News page={page} />}
      {matches.length === 0 ? <p>{say('web.me.matches.none')}</p> : <p>{say('web.me.matches.same')}</p>}
      <Section title={say('option.jobs.fits')} matches={fits} page={page} />
      <Section title={say('option.jobs.check')} matches={check} page={page} />
      <p className={css.pages}>
        {page.hasMore && (
          <ButtonLink look="secondary" href={withLanguage(page, `/me?page=${page.page + 1}`)}>
            {say('web.me.matches.more')}
          </ButtonLink>
        )}
        {page.page > 1 && <a href={withLanguage(page, '/me')}>{say('web.me.matches.back')}</a>}
      </p>
    </>
  )
}

/** Where they stand, and the ways to hear of it and to come back. */
const ComeBack = ({ page }: { page: MatchesPage }) => {
  const say = useSay()
  return (
    <Card as="section" {...(page.hasEmail ? {} : { tone: 'act' as const })} className={css.match}>
      {page.welcome && <p role="status">{say('web.me.register.done', { name: page.name ?? '' })}</p>}
      {!page.hasEmail && <p>{say('web.me.contact.only-browser')}</p>}
      <p className={css.pages}>
        <ButtonLink href={withLanguage(page, '/me/join')}>{say('web.me.join.link')}</ButtonLink>
        <a href={withLanguage(page, '/me/contact')}>{say('web.me.contact.link')}</a>
      </p>
    </Card>
  )
}

/** Asked apart from the consent to the service, as in the chat. */
const AskAlerts = ({ page }: { page: MatchesPage }) => {
  const say = useSay()
  return (
    <form method="post" action={withLanguage(page, '/me/profile')}>
      <Card className={css.match}>
        <p>{say('web.me.alerts.ask', { operator: page.operator, channel: 'web' })}</p>
        <input type="hidden" name="field" value="alerts" />
        <p>
          <Button type="submit" name="option" value="yes">
            {say('option.alerts.start')}
          </Button>
        </p>
      </Card>
    </form>
  )
}

const News = ({ page }: { page: MatchesPage }) => {
  const say = useSay()
  return (
    <section className={css.section}>
      <h2>{say('web.me.news.title')}</h2>
      {page.news.map((one) => (
        <NewsCard key={one.id} news={one} page={page} level="h3" />
      ))}
      <p>
        <a href={withLanguage(page, '/me/news')}>{say('web.me.news.all')}</a>
      </p>
    </section>
  )
}

const Section = (props: { title: string; matches: readonly OwnMatch[]; page: MatchesPage }) => {
  const { title, matches, page } = props
  if (matches.length === 0) return null
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      <ul className={css.list}>
        {matches.map((match) => (
          <Match key={match.path} match={match} page={page} />
        ))}
      </ul>
    </section>
  )
}

const Match = ({ match, page }: { match: OwnMatch; page: MatchesPage }) => {
  const say = useSay()
  return (
    <Card as="li" className={css.match}>
      <h3>
        <a href={withLanguage(page, match.path)}>
          <bdi>{match.title}</bdi>
        </a>
      </h3>
      <p>
        <bdi>{match.row}</bdi>
      </p>
      <CheckList explanation={match.explanation} />
      <ReasonList explanation={match.explanation} />
      <TiltReason explanation={match.explanation} />
      {match.applyPath !== undefined && (
        <p>
          <ButtonLink
            look="secondary"
            href={withLanguage(page, match.applyPath)}
            aria-label={`${say('web.me.apply.here')}: ${match.title}`}
          >
            {say('web.me.apply.here')}
          </ButtonLink>
        </p>
      )}
      {match.applyUrl !== undefined && (
        <p>
          <ButtonLink look="secondary" href={match.applyUrl} aria-label={`${say('web.me.apply')}: ${match.title}`}>
            {say('web.me.apply')}
          </ButtonLink>
        </p>
      )}
      <p>
        <a href={`${withLanguage(page, match.path)}#report`} aria-label={`${say('web.report.job')}: ${match.title}`}>
          {say('web.report.job')}
        </a>
      </p>
    </Card>
  )
}
