import type { JobListPage } from '@rolecall/contract/pages'
import type { Text } from '@rolecall/text/format'
import { chosenIn, filterFields, listPath, withLanguage } from '../../document/addresses.ts'
import { type Assets, renderPublicPage } from '../../document/document.tsx'
import { sayIn, speak, useSay, useText } from '../../text/use-text.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { ChosenFilters } from './chosen-filters.tsx'
import { Filters } from './filters.tsx'
import css from './job-list.module.css'
import rowCss from './job-row.module.css'
import { JobRow } from './job-row.tsx'
import { NoJobs } from './no-jobs.tsx'
import { SearchForm } from './search-form.tsx'
import { SortLinks } from './sort-links.tsx'

/** `/jobs`: search, count, rows, pages; a plain GET form. */
export const renderJobList = (page: JobListPage, assets: Assets): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  const title = say('web.list.title', titleValues(page))
  const head = {
    title: say('web.shell.page-title', { title }),
    description: say('web.list.description', { operator: page.operator }),
    styles: assets.publicCss,
    canonicalPath: lastingPath(page),
  }
  return renderPublicPage(page, head, <JobList page={page} title={title} />)
}

/** The whole list, or a country's, is worth finding; what somebody searched is not. */
const lastingPath = ({ path, query, result }: JobListPage): string | undefined => {
  const narrowed = filterFields.some((field) => chosenIn(query, field).length > 0) || query.sort !== undefined
  if (query.q !== '' || query.place !== '' || narrowed || result.page > 1) return undefined
  return path === '/jobs' ? path : listPath({ q: '', place: '', country: query.country })
}

const titleValues = ({ query, result }: JobListPage) => ({
  count: result.total,
  search: query.q === '' ? 'no' : 'yes',
  q: query.q,
})

const countryName = (country: string, text: Text): string =>
  country === 'all' ? sayIn(text)('web.search.all-countries') : text.fact({ type: 'country', value: country })

const JobList = ({ page, title }: { page: JobListPage; title: string }) => {
  const say = useSay()
  const text = useText()
  return (
    <div className={css.page}>
      <aside>
        <SearchForm language={page.language} query={page.query} countries={page.countries}>
          <Filters query={page.query} result={page.result} />
        </SearchForm>
      </aside>
      <section className={css.results}>
        <h1>{title}</h1>
        {page.result.place === undefined && page.countries.length > 1 && (
          <p className={css.near}>{countryName(page.query.country, text)}</p>
        )}
        {page.result.place && <p className={css.near}>{say('web.list.near', { place: page.result.place.label })}</p>}
        {page.result.place === null && (
          <p className={css.near}>{say('web.list.place-unknown', { place: page.query.place })}</p>
        )}
        <ChosenFilters page={page} />
        {page.result.total > 1 && <SortLinks page={page} />}
        {page.result.items.length === 0 ? <NoJobs page={page} /> : <Rows page={page} />}
      </section>
    </div>
  )
}

const Rows = ({ page }: { page: JobListPage }) => (
  <>
    <ul className={rowCss.rows}>
      {page.result.items.map((job) => (
        <JobRow
          key={job.id}
          job={job}
          now={page.now}
          withCountry={page.query.country === 'all' && page.countries.length > 1}
        />
      ))}
    </ul>
    {page.result.pages > 1 && <Pages page={page} />}
  </>
)

const Pages = ({ page }: { page: JobListPage }) => {
  const say = useSay()
  const { page: at, pages } = page.result
  const href = (number: number) => withLanguage(page, listPath(page.query, number))
  return (
    <nav className={css.pages} aria-label={say('web.list.pages')}>
      {at > 1 && (
        <ButtonLink look="secondary" rel="prev" href={href(at - 1)}>
          {say('web.list.previous')}
        </ButtonLink>
      )}
      <span>{say('web.list.page-of', { page: at, pages })}</span>
      {at < pages && (
        <ButtonLink look="secondary" rel="next" href={href(at + 1)}>
          {say('web.list.next')}
        </ButtonLink>
      )}
    </nav>
  )
}
