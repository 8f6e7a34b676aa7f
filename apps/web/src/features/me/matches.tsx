import type { MatchesPage, OwnMatch } from '@rolecall/contract/pages'
import { CheckList, ReasonList } from '../../applications/reason-list.tsx'
import { withLanguage } from '../../document/addresses.ts'
import type { Assets } from '../../document/document.tsx'
import { useSay } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import css from './matches.module.css'
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
