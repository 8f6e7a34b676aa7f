import type { EmployerPage } from '@rolecall/contract/pages'
import { type Assets, DataBlock, renderDocument } from '../../document/document.tsx'
import { sayIn, speak } from '../../text/use-text.tsx'

/** Sentences that the client app says; the bot's stay on the server. */
const prefixes = [
  'web.',
  'form.',
  'problem.',
  'fact.',
  'reason.',
  'language.',
  'option.yes',
  'option.no',
  'option.report.',
]
/** Those of pages that the server renders, and of the staff's, which no employer opens. */
const elsewhere = ['web.me.']
const ofStaff = 'web.operator.'

/** The document that starts the client app, with its language inside: a new catalogue needs no new build. */
export const renderEmployer = (page: EmployerPage, assets: Assets): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  const left = /^\/operator([/?]|$)/.test(page.path) ? elsewhere : [...elsewhere, ofStaff]
  const catalogue = Object.fromEntries(
    Object.entries(page.catalogue).filter(
      ([key]) => prefixes.some((prefix) => key.startsWith(prefix)) && !left.some((prefix) => key.startsWith(prefix)),
    ),
  )
  const start = { language: page.language, languages: page.languages, catalogue, operator: page.operator }
  const head = {
    title: say('web.shell.page-title', { title: say('web.shell.employers') }),
    styles: assets.employerCss,
    scripts: assets.employerScripts,
    modules: assets.employerModules,
  }
  return renderDocument(
    page,
    head,
    <>
      <div id="app" />
      <noscript>{say('web.shell.noscript')}</noscript>
      <DataBlock type="application/json" id="start" data={start} />
    </>,
  )
}
