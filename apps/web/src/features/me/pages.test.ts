import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonFrame, ProfilePage, SignInAttempt } from '@rolecall/contract/pages'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { renderApplications } from './applications.tsx'
import { renderApply } from './apply.tsx'
import { renderContact } from './contact.tsx'
import { renderDataLink } from './data-link.tsx'
import { renderErase, renderErased } from './erase.tsx'
import { renderJoin } from './join.tsx'
import { renderMailLink } from './mail-link.tsx'
import { renderMatches } from './matches.tsx'
import { renderNews } from './news.tsx'
import { renderOwnData } from './own-data.tsx'
import { renderPrivacy } from './privacy.tsx'
import { renderProfile } from './profile.tsx'
import { renderRegister } from './register.tsx'
import { renderSessions } from './sessions.tsx'
import { renderSignIn } from './sign-in.tsx'

const catalogues = await loadCatalogues()
const assets = {
  publicCss: ['/assets/public-1.css'],
  employerCss: [],
  employerModules: [],
  employerScripts: [],
  passkeyScripts: ['/assets/passkey-1.js'],
}
const island = '<script type="module" src="/assets/passkey-1.js"></script>'
const canary = '</script><img src=x onerror=alert(1)>'

const frame = (language: string): PersonFrame => ({
  language,
  languages: [
    { tag: 'en', name: 'English' },
    { tag: 'es', name: 'Español' },
  ],
  catalogue: catalogues[language] ?? {},
  path: '/me',
  origin: 'https://jobs.example',
  operator: 'Thika Job Centre',
  now: Date.UTC(2026, 10, 25),
  name: canary,
})
const profile = (language: string): ProfilePage => ({
  ...frame(language),
  path: '/me/profile',
  answers: (['name', 'work', 'place', 'experience', 'times', 'pay', 'language'] as const).map((field) => ({
    field,
    value: canary,
  })),
  typed: { name: canary },
  times: { days: ['mon'], parts: ['night'] },
  own: 'es',
  alerts: false,
  held: [
    { field: 'skills', value: canary, text: canary },
    { field: 'languages', value: 'fr', text: canary, level: 'good' },
  ],
  problem: { field: 'place', typed: canary, text: canary, choices: [{ id: 'pick.0', title: canary }] },
})
const explanation = {
  fit: 'full',
  score: 1,
  constraints: [],
  subScores: [],
  versions: { engine: '1', weights: '1', taxonomy: '1' },
} as const
const match = {
  path: '/jobs/job_1',
  title: canary,
  row: canary,
  explanation: { ...explanation, constraints: [], subScores: [] },
}
const application = {
  id: 'app_1',
  title: canary,
  employer: canary,
  thread: {
    messages: [{ id: 'msg_1', mine: false, text: canary, when: canary, read: false }],
    state: 'open' as const,
  },
  path: '/jobs/job_1',
  state: 'not-selected' as const,
  next: canary,
  history: [{ state: 'not-selected' as const, day: '2 Dec', reason: canary }],
  open: true,
}

const news = { id: 'new_1', day: canary, text: [canary], jobs: [{ path: '/jobs/job_1', title: canary }] }
const asked = {
  question: 'work',
  text: canary,
  options: [],
  typed: canary,
  back: 'name',
  problem: { field: 'work', typed: canary, text: canary, choices: [{ id: 'pick.0', title: canary }] },
} as const

const pages = (language: string): Readonly<Record<string, string>> => ({
  matches: renderMatches(
    { ...frame(language), page: 1, hasMore: true, matches: [match], labels: {}, news: [] },
    assets,
  ),
  applications: renderApplications(
    { ...frame(language), applications: [application], saved: [match], withdrawing: 'app_1' },
    assets,
  ),
  register: renderRegister({ ...frame(language), n: 3, total: 7, asked }, assets),
  news: renderNews({ ...frame(language), news: [news] }, assets),
  apply: renderApply(
    {
      ...frame(language),
      jobId: 'job',
      title: canary,
      employer: canary,
      warnings: [canary],
      canSayHeld: true,
      questions: [{ id: 'a', text: canary, answer: 'text', given: canary }],
      missing: ['a'],
    },
    assets,
  ),
  contact: renderContact({ ...frame(language), mail: true, email: canary, emailUpdates: true, said: 'saved' }, assets),
  join: renderJoin({ ...frame(language), reloads: true, attempt: { state: 'asked', number: '42' } }, assets),
  'mail-link': renderMailLink({ ...frame(language), step: 'confirm', action: '/me/email/confirm/abc' }, assets),
  profile: renderProfile(profile(language), assets),
  sessions: renderSessions(
    {
      ...frame(language),
      sessions: [{ id: 'ses_1', device: canary, since: '1 Dec', seen: '2 Dec', current: false }],
      passkeys: [{ id: 'pky_1', name: canary, since: '1 Dec', used: '2 Dec' }],
      fresh: true,
    },
    assets,
  ),
  privacy: renderPrivacy(
    {
      ...frame(language),
      consents: [
        { scope: 'service', given: true, when: canary, channel: 'web', version: canary },
        {
          scope: 'share-contact',
          organisationId: canary,
          organisation: canary,
          given: false,
          when: canary,
          channel: 'whatsapp',
          version: canary,
        },
      ],
      shared: true,
      file: '/me/privacy/rolecall-data.json',
      saved: true,
    },
    assets,
  ),
  'own-data': renderOwnData(
    {
      ...frame(language),
      own: true,
      alone: false,
      sections: [{ id: 'messages', rows: [{ title: canary, lines: [canary] }], more: 2 }],
      file: '/me/privacy/rolecall-data.json',
    },
    assets,
  ),
  'data-link': renderDataLink({ ...frame(language), path: '/my-data/t', token: 't' }, assets),
  erase: renderErase({ ...frame(language), fresh: true }, assets),
  'erase-late': renderErase({ ...frame(language), fresh: false }, assets),
  erased: renderErased({ ...frame(language), receipt: 'per_1', when: canary }, assets),
  'sign-in': renderSignIn({ ...frame(language), reloads: true, attempt: { state: 'asked', number: '42' } }, assets),
})

test('before and after a try by WhatsApp a visitor may use a passkey, during one nothing but that', () => {
  const shown = (attempt?: SignInAttempt) =>
    renderSignIn({ ...frame('en'), reloads: false, ...(attempt === undefined ? {} : { attempt }) }, assets)
  const over = shown({ state: 'over', because: 'expired' })
  for (const html of [shown(), over]) {
    assert.ok(html.includes(island))
    assert.match(html, /<form hidden="" [^>]*data-passkey="sign-in"/)
  }
  const open = shown({ state: 'waiting', text: 'SIGN-IN', chatUrl: 'https://wa.me/1' })
  assert.doesNotMatch(open, /data-passkey|<script/)
})

for (const language of Object.keys(catalogues))
  for (const [name, html] of Object.entries(pages(language))) {
    test(`the page ${name} is whole in ${language}, without scripts but that of passkeys, and asks not to be indexed`, () => {
      assert.match(html, new RegExp(`^<!doctype html><html lang="${language}"`))
      assert.ok(html.includes('<meta name="robots" content="noindex"/>'))
      assert.equal(html.includes(island), name === 'sessions')
      assert.doesNotMatch(html.replace(island, ''), /<script|<img|onerror=alert\(1\)>"/)
    })

    test(`forms of the page ${name} go to our own pages in ${language}`, () => {
      const actions = [...html.matchAll(/<form[^>]*action="([^"]*)"/g)].map(([, action]) => action ?? '')
      for (const action of actions) assert.match(action, new RegExp(`^/(me(/[a-z-]+)*|my-data)\\?lang=${language}$`))
      for (const [form] of html.matchAll(/<form[^>]*>/g)) assert.match(form, /method="post"/)
    })
  }

for (const because of ['expired', 'wrong-number', 'not-me'] as const)
  test(`an attempt that ended as ${because} says so and offers another`, () => {
    for (const language of Object.keys(catalogues)) {
      const page = { ...frame(language), reloads: false, attempt: { state: 'over', because } } as const
      const html = renderSignIn(page, assets)
      assert.ok(html.includes(catalogues[language]?.[`web.me.sign-in.over.${because}`] ?? '-'))
      assert.ok(html.includes(`action="/me/sign-in?lang=${language}"`))
    }
  })

test('the state of an answer stands in its form', () => {
  const html = renderProfile(profile('en'), assets)
  assert.match(html, /id="day-mon"[^>]*checked=""/)
  assert.doesNotMatch(html, /id="day-tue"[^>]*checked/)
  assert.match(html, /id="language-es"[^>]*checked=""/)
  assert.match(html, /<details[^>]*open=""/)
})
