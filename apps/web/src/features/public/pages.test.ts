import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { JobSearchResult, PublicJob } from '@rolecall/contract/api/public-jobs'
import { EmploymentType } from '@rolecall/contract/job'
import type { JobListPage, PageFrame } from '@rolecall/contract/pages'
import { Day, DayPart } from '@rolecall/contract/times'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { pseudoCatalogue } from '@rolecall/text/pseudo'
import { renderEmployer } from './employer-document.tsx'
import { renderHome } from './home.tsx'
import { renderJob } from './job.tsx'
import { renderJobList } from './job-list.tsx'
import { renderLimited, renderMessage } from './message.tsx'

const { en = {}, es = {} } = await loadCatalogues()
const assets = {
  publicCss: ['/assets/public-1.css'],
  employerCss: ['/assets/app-1.css'],
  employerScripts: ['/assets/app-1.js'],
  passkeyScripts: ['/assets/passkey-1.js'],
  employerModules: ['/assets/react-1.js'],
}

const frame = (more: Partial<PageFrame> = {}): PageFrame => ({
  language: 'en',
  languages: [
    { tag: 'en', name: 'English' },
    { tag: 'es', name: 'Español' },
  ],
  catalogue: en,
  path: '/jobs?q=cook',
  origin: 'https://jobs.example',
  operator: 'Thika Job Centre',
  now: Date.UTC(2026, 10, 25),
  ...more,
})

const job = (more: Partial<PublicJob> = {}): PublicJob => ({
  id: 'job_1',
  page: 'job_1-cook',
  code: 'K7M2QX',
  state: 'open',
  organisationName: 'Sunrise Café',
  posting: {
    title: 'Cook </script><b>',
    occupation: 'cook',
    description: { text: 'Breakfast </script> for 200', language: 'en' },
    place: { label: 'Thika', latitude: -1, longitude: 37, country: 'KE', timeZone: 'Africa/Nairobi' },
    remote: false,
    reachKm: null,
    pay: { min: 120_000, currency: 'KES', period: 'day' },
    employmentType: 'FULL_TIME',
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
    parts: ['morning'],
    hours: { from: '07:00', to: '15:00' },
    requirements: [
      { kind: 'licence', licence: 'food-handler', must: true },
      { kind: 'skill', skill: 'baking', must: false },
    ],
    openings: 2,
    answerDays: 7,
    expiresOn: '2026-12-15',
  },
  labels: { cook: 'Cook', baking: 'Baking bread' },
  openingsLeft: 2,
  publishedAt: '2026-11-24T00:00:00.000Z',
  expiresAt: '2026-12-15T21:00:00.000Z',
  applyUrl: 'https://wa.me/254700000000?text=K7M2QX',
  ...more,
})

const noFilters = { employmentType: [], days: [], parts: [], occupation: [] }
const noFacets = {
  employmentType: [],
  days: [],
  parts: [],
  remote: [],
  payAtLeast: [],
  publishedWithinDays: [],
  occupation: [],
}
const listOf = (items: PublicJob[], more: Partial<JobSearchResult> = {}): JobSearchResult => ({
  items,
  total: items.length,
  page: 1,
  pages: 1,
  sort: 'newest',
  facets: noFacets,
  labels: {},
  ...more,
})

test('a job shows pay, musts apart from wishes, dated steps and Apply', () => {
  const html = renderJob({ ...frame(), job: job(), similar: [] }, assets)
  assert.match(
    html,
    /KSh 1,200 a day[\s\S]*Mon-Sat 7-15[\s\S]*What you need[\s\S]*food handling card[\s\S]*Good to have[\s\S]*Baking bread/,
  )
  assert.match(html, /by 15 Dec/)
  assert.match(html, /href="https:\/\/wa\.me\/254700000000\?text=K7M2QX"/)
})

test('structured data says what the page shows and cannot end its element', () => {
  const html = renderJob({ ...frame(), job: job(), similar: [] }, assets)
  const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? []
  const data = JSON.parse(json)
  assert.deepEqual([data.title, data.baseSalary.value.value], ['Cook </script><b>', 1200])
  assert.equal(html.match(/<script/g)?.length, 1)
})

test('what comes from another origin is named there, and must be what was built, also what is asked for later', () => {
  const origin = {
    url: 'https://cdn.example/app',
    integrity: { '/assets/app-1.js': 'sha384-a', '/assets/later-1.js': 'sha384-l', '/assets/app-1.css': 'sha384-c' },
    importMap: '{"integrity":{"https://cdn.example/app/assets/later-1.js":"sha384-l"}}',
  }
  const html = renderEmployer(frame({ assets: origin }), assets)
  assert.match(
    html,
    /<link rel="stylesheet" href="https:\/\/cdn\.example\/app\/assets\/app-1\.css" integrity="sha384-c" crossorigin="anonymous"/i,
  )
  assert.match(
    html,
    /<script type="module" src="https:\/\/cdn\.example\/app\/assets\/app-1\.js" integrity="sha384-a" crossorigin="anonymous"/i,
  )
  assert.ok(html.includes(`<script type="importmap">${origin.importMap}</script>`))
  assert.ok(html.indexOf('importmap') < html.indexOf('type="module"'), 'a map after a script is too late')
  const here = renderEmployer(frame(), assets)
  assert.doesNotMatch(here, /importmap|integrity|crossorigin/i)
})

for (const state of ['paused', 'closed', 'expired'] as const) {
  test(`a ${state} job explains itself, without Apply and without structured data`, () => {
    const { applyUrl: _, ...closed } = job({ state })
    const other = job({ id: 'job_2', page: 'job_2-baker' })
    const html = renderJob({ ...frame(), job: closed, similar: [other] }, assets)
    assert.doesNotMatch(html, /<script|Apply on WhatsApp<|rel="canonical"/)
    assert.match(html, /<meta name="robots" content="noindex"\/>/)
    assert.match(html, /Jobs like this one[\s\S]*href="\/jobs\/job_2-baker\?lang=en"[\s\S]*See open jobs/)
  })
}

test('the list has a GET form that keeps the search, and pages of it', () => {
  const page = {
    ...frame(),
    query: { ...noFilters, q: 'cook', place: 'Thika', distanceKm: 30, country: 'KE' },
    countries: ['KE', 'MX'],
    result: listOf([job()], { total: 41, page: 2, pages: 3, place: { label: 'Thika' } }),
  }
  const html = renderJobList(page, assets)
  assert.match(html, /<title>Rolecall: 41 jobs for &quot;cook&quot;<\/title>/)
  assert.match(html, /<form [^>]*method="get"/)
  assert.match(html, /href="\/jobs\?q=cook&amp;place=Thika&amp;distanceKm=30&amp;country=KE&amp;page=3&amp;lang=en"/)
})

const everyJob = { query: { ...noFilters, q: '', place: '', country: 'all' } }
const mexican = (): PublicJob => {
  const { posting, ...rest } = job()
  const place = { ...posting.place, label: 'Toluca', country: 'MX' }
  return { ...rest, posting: { ...posting, place, pay: { min: 40_000, currency: 'MXN', period: 'day' } } }
}

test('a list over countries says where each job is, in money that cannot be mistaken', () => {
  const result = listOf([job(), mexican()])
  const html = renderJobList({ ...frame(), ...everyJob, countries: ['KE', 'MX'], result }, assets)
  assert.match(
    html,
    /<select id="country"[\s\S]*?value="KE"[\s\S]*?value="MX"[\s\S]*?<option value="all" selected="">All countries/,
  )
  assert.match(html, /KSh 1,200 a day[\s\S]*Thika<\/bdi>, Kenya[\s\S]*MX\$400 a day[\s\S]*Toluca<\/bdi>, Mexico/)
})

test('the list of a country has a lasting address of its own, in each language', () => {
  const query = { ...noFilters, q: '', place: '', country: 'MX' }
  const page = { ...frame({ path: '/jobs?country=MX' }), query, countries: ['KE', 'MX'], result: listOf([mexican()]) }
  const html = renderJobList(page, assets)
  assert.match(html, /rel="canonical" href="https:\/\/jobs\.example\/jobs\?country=MX"/)
  assert.match(html, /hrefLang="es" href="https:\/\/jobs\.example\/jobs\?country=MX&amp;lang=es"/)
})

const chosen: JobListPage['query'] = {
  ...noFilters,
  q: 'cook',
  place: 'Thika',
  distanceKm: 30,
  country: 'KE',
  employmentType: ['FULL_TIME', 'PART_TIME'],
  days: ['sat'],
  sort: 'nearest',
}
const values = (...list: readonly string[]) => list.map((value, at) => ({ value, count: at + 1 }))
const facets: JobSearchResult['facets'] = {
  employmentType: values(...EmploymentType.options),
  days: values(...Day.options),
  parts: values(...DayPart.options),
  remote: values('true'),
  payAtLeast: values('KES-90000-day', 'KES-120000-day', 'KES-200000-day', 'KES-300000-day'),
  publishedWithinDays: values('1', '3', '7', '14', '30'),
  occupation: values(...Array.from({ length: 10 }, (_, at) => `occupation-${at}`)),
}
const narrowed = (more: Partial<JobSearchResult> = {}) => ({
  ...frame(),
  query: chosen,
  countries: ['KE'],
  result: listOf([job(), job()], { facets, place: { label: 'Thika' }, sort: 'nearest', ...more }),
})

test('what was chosen stands as links that take it away, one at a time, and stays chosen in the form', () => {
  const html = renderJobList(narrowed(), assets)
  const kept = 'q=cook&amp;place=Thika&amp;distanceKm=30&amp;country=KE'
  assert.ok(
    html.includes(`href="/jobs?${kept}&amp;employmentType=PART_TIME&amp;days=sat&amp;sort=nearest&amp;lang=en"`),
  )
  assert.ok(html.includes(`href="/jobs?${kept}&amp;sort=nearest&amp;lang=en"`))
  assert.match(html, /<input type="checkbox" name="employmentType" checked="" value="FULL_TIME"\/>/)
  assert.match(html, /<input type="hidden" name="sort" value="nearest"\/>/)
  assert.match(html, /Filters \(3\)/)
  assert.match(html, /Full time<\/bdi><span>\(1\)/)
  assert.match(html, /KSh 1,200 a day<\/bdi><span>\(2\)/)
})

test('the order can be changed to those that the search can have, and the pages keep it', () => {
  const html = renderJobList(narrowed({ total: 41, pages: 3 }), assets)
  assert.match(html, /aria-current="true">Nearest<[\s\S]*sort=pay/)
  assert.match(html, /days=sat&amp;sort=nearest&amp;page=2&amp;lang=en"[^>]*>Next page/)
  const bare = renderJobList({ ...frame(), ...everyJob, countries: [], result: listOf([job(), job()]) }, assets)
  assert.doesNotMatch(bare, /sort=/)
})

test('where nothing fits the list says what to leave out, and how many jobs fit without it', () => {
  const loosen = { field: 'employmentType', count: 7 } as const
  const html = renderJobList({ ...narrowed(), result: listOf([], { facets, loosen, sort: 'newest' }) }, assets)
  assert.match(html, /7 jobs fit when you leave this out: Full time and Part time\./)
  assert.match(html, /href="[^"]*country=KE&amp;days=sat&amp;sort=nearest&amp;lang=en"[^>]*>See these 7 jobs/)
  const spanish = { ...narrowed(), ...frame({ language: 'es', catalogue: es }) }
  const place = renderJobList({ ...spanish, result: listOf([], { loosen: { field: 'place', count: 1 } }) }, assets)
  assert.match(place, /Un empleo coincide si quita esto: Thika\./)
  assert.match(place, /href="\/jobs\?q=cook&amp;country=KE&amp;employmentType=FULL_TIME[^"]*days=sat&amp;lang=es"/)
})

test('a page beyond the last says so and leads back', () => {
  const html = renderJobList(narrowed({ items: [], total: 41, page: 9, pages: 3 }), assets)
  assert.match(
    html,
    /There is no page 9[\s\S]*This list has 3 pages[\s\S]*page=3&amp;lang=en"[^>]*>Go to the last page/,
  )
})

test('an empty list offers the next thing to try', () => {
  const query = { ...noFilters, q: 'cook', place: 'Nowhere', country: 'all' }
  const page = { ...frame(), query, countries: ['KE'], result: listOf([], { place: null }) }
  const html = renderJobList(page, assets)
  assert.match(html, /We do not know a place called &quot;Nowhere&quot;/)
  assert.match(html, /href="\/jobs\?q=cook&amp;country=all&amp;lang=en"/)
})

test('a page needs no client code, no third party and little weight', () => {
  const jobs = Array.from({ length: 20 }, (_, at) => job({ id: `job_${at}`, page: `job_${at}-cook` }))
  const pages = [
    renderJobList({ ...frame(), ...everyJob, countries: ['KE', 'MX'], result: listOf(jobs, { facets }) }, assets),
    renderHome({ ...frame(), openJobs: 20, newest: jobs.slice(0, 6) }, assets),
    renderMessage({ ...frame(), message: 'not-found' }, assets),
    renderLimited({ ...frame(), waitMinutes: 1, next: 'again' }, assets),
  ]
  for (const html of pages) {
    assert.doesNotMatch(html, /<script|<style|style="|<img|src="http|onclick/)
    assert.ok(html.length < 40_000, `${html.length} bytes`)
  }
})

test('a page speaks its language, and links to itself in the others', () => {
  const html = renderMessage({ ...frame({ language: 'es', catalogue: es }), message: 'not-found' }, assets)
  assert.match(html, /^<!doctype html><html lang="es" dir="ltr">/)
  assert.match(html, /Esta página no está/)
  assert.match(html, /href="\/jobs\?q=cook&amp;lang=en"/)
})

for (const [language, catalogue, wait] of [
  ['en', en, /wait a minute, then try again/],
  ['es', es, /Espere un minuto/],
] as const)
  test(`${language}: too many requests say how long to wait, and lead to the same page`, () => {
    const html = renderLimited({ ...frame({ language, catalogue }), waitMinutes: 1, next: 'again' }, assets)
    assert.match(html, wait)
    assert.ok(html.includes(`href="/jobs?q=cook&amp;lang=${language}"`))
  })

test('a form that was not taken says so, and leads where something can be read', () => {
  const html = renderLimited({ ...frame({ path: '/me' }), waitMinutes: 15, next: 'me' }, assets)
  assert.match(html, /was not taken[^<]*wait 15 minutes, then load this page again/)
  assert.match(html, /href="\/me\?lang=en"[^>]*>My pages/)
})

test('a language of one file turns the page around', () => {
  const pseudo = frame({ language: 'ar-XB', catalogue: pseudoCatalogue(en) })
  assert.match(
    renderJob({ ...pseudo, job: job(), similar: [] }, assets),
    /<html lang="ar-XB" dir="rtl">[\s\S]*Whát ýóú ñééd/,
  )
})

test('the employers’ document starts the app with its sentences, not with those of the bot, a person and the staff', () => {
  const html = renderEmployer(frame(), assets)
  const [, json = ''] = /<script type="application\/json" id="start">(.*?)<\/script>/.exec(html) ?? []
  const keys = Object.keys(JSON.parse(json).catalogue)
  assert.match(html, /rel="modulepreload" href="\/assets\/react-1\.js"/)
  assert.ok(keys.includes('web.jobs.title') && keys.includes('reason.place.met'))
  assert.equal(
    keys.some((key) => /^(bot|web\.me|web\.operator|web\.cases)\./.test(key)),
    false,
  )
  assert.ok(renderEmployer(frame({ path: '/operator/staff' }), assets).includes('web.operator.staff.title'))
})

/** Every sentence that the client app names, by a whole key or by the beginning of one. */
const named = async (folders: string): Promise<readonly string[]> => {
  const paths = globSync(`${folders}/**/*.{ts,tsx}`, { cwd: join(import.meta.dirname, '../..') })
  const sources = paths
    .filter((path) => !path.includes('.test.'))
    .map((path) => join(import.meta.dirname, '../..', path))
  const texts = await Promise.all(sources.map((path) => readFile(path, 'utf8')))
  return texts.flatMap((text) => [...text.matchAll(/say\(\s*['"`]([a-z]+\.[a-z0-9.-]+)/g)].map(([, key]) => key ?? ''))
}

for (const [path, folders] of [
  [
    '/employer',
    '{features/{account,api-access,job-form,jobs,matches,members,person,pipeline,sign-in},applications,messages,passkeys,ui}',
  ],
  ['/operator/reports', '{features/{cases,operator,settings},applications,messages,passkeys,ui}'],
] as const)
  test(`the document of ${path} brings every sentence that its pages say`, async () => {
    const html = renderEmployer(frame({ path }), assets)
    const keys = Object.keys(frame().catalogue).filter((key) => html.includes(`"${key}":`))
    const missing = (await named(folders)).filter((key) => !keys.some((each) => each.startsWith(key)))
    assert.deepEqual(missing, [])
  })
