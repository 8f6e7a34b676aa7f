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
/** Those that only pages of the server say, and those of the staff's pages, which no employer opens. */
const elsewhere = ['web.me.', 'web.home.', 'web.search.', 'web.list.', 'web.message.', 'form.mend']
const ofStaff = ['web.operator.', 'web.cases.']
/** Those of the import of files: its page is a document of its own, opened by few. */
const ofImport = ['web.import.', 'command.column.', 'command.period.day', 'command.employment.', 'command.licence.']

/** The document that starts the client app of employers or of staff, with its language inside: a new catalogue needs no new build. */
export const renderEmployer = (page: EmployerPage, assets: Assets): string => {
  const say = sayIn(speak(page.catalogue, page.language))
  const begins = (key: string, given: readonly string[]) => given.some((prefix) => key.startsWith(prefix))
  const isImport = /\/jobs\/import([/?]|$)/.test(page.path)
  const told = isImport ? [...prefixes, ...ofImport] : prefixes
  const left = [
    ...elsewhere,
    ...(/^\/operator([/?]|$)/.test(page.path) ? [] : ofStaff),
    ...(isImport ? [] : ['web.import.']),
  ]
  const catalogue = Object.fromEntries(
    Object.entries(page.catalogue).filter(([key]) => begins(key, told) && !begins(key, left)),
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
