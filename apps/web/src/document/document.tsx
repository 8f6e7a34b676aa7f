import type { PageFrame } from '@rolecall/contract/pages'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { speak, TextProvider } from '../text/use-text.tsx'
import { withLanguage } from './addresses.ts'
import { PageShell } from './page-shell.tsx'

export type Assets = {
  readonly publicCss: readonly string[]
  readonly employerCss: readonly string[]
  readonly employerScripts: readonly string[]
  /** What a person's pages with a passkey need. */
  readonly passkeyScripts: readonly string[]
  /** What those import at once. */
  readonly employerModules: readonly string[]
}

export type DocumentHead = {
  readonly title: string
  readonly description?: string
  readonly styles: readonly string[]
  readonly scripts?: readonly string[]
  /** Scripts that those import: named here, they need not wait to be found. */
  readonly modules?: readonly string[]
  /** Path of the lasting address, where the page has one; without it the page asks not to be indexed. */
  readonly canonicalPath?: string | undefined
  readonly structuredData?: unknown
}

/** A whole HTML document; `frame` gives language and direction. */
export const renderDocument = (frame: PageFrame, head: DocumentHead, body: ReactNode): string => {
  const text = speak(frame.catalogue, frame.language)
  const html = renderToStaticMarkup(
    <html lang={frame.language} dir={text.direction}>
      <Head frame={frame} head={head} />
      <body>
        <TextProvider text={text}>{body}</TextProvider>
      </body>
    </html>,
  )
  return `<!doctype html>${html}`
}

/** A document with the header and footer that the public pages share. */
export const renderPublicPage = (frame: PageFrame, head: DocumentHead, children: ReactNode): string =>
  renderDocument(frame, head, <PageShell frame={frame}>{children}</PageShell>)

const Head = ({ frame, head }: { frame: PageFrame; head: DocumentHead }) => (
  <head>
    <meta charSet="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href={icon} />
    <title>{head.title}</title>
    {head.description && <meta name="description" content={head.description} />}
    {head.scripts !== undefined && head.scripts.length > 0 && <WhatScriptsMustBe frame={frame} />}
    {head.styles.map((path) => (
      <link key={path} rel="stylesheet" href={at(frame, path)} {...checked(frame, path)} />
    ))}
    {head.modules?.map((path) => (
      <link key={path} rel="modulepreload" href={at(frame, path)} {...checked(frame, path)} />
    ))}
    {head.scripts?.map((path) => (
      <script key={path} type="module" src={at(frame, path)} {...checked(frame, path)} />
    ))}
    {head.canonicalPath === undefined ? (
      <meta name="robots" content="noindex" />
    ) : (
      <Alternates frame={frame} path={head.canonicalPath} />
    )}
    {head.structuredData !== undefined && <DataBlock type="application/ld+json" data={head.structuredData} />}
  </head>
)

const at = ({ assets }: PageFrame, path: string): string => (assets === undefined ? path : assets.url + path)

/** What another origin serves runs only if it is what was built. */
const checked = ({ assets }: PageFrame, path: string): { integrity?: string; crossOrigin?: 'anonymous' } => {
  const integrity = assets?.integrity[path]
  return integrity === undefined ? {} : { integrity, crossOrigin: 'anonymous' }
}

/** The same for scripts that are asked for later; browsers that do not know it load them unchecked. */
const WhatScriptsMustBe = ({ frame: { assets } }: { frame: PageFrame }) =>
  assets === undefined ? null : (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON of the build's own names and hashes; React would escape its quotes.
    <script type="importmap" dangerouslySetInnerHTML={{ __html: assets.importMap }} />
  )

/** The amber colon of the word mark; in the page, so that it costs no request. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#115c55"/><circle cx="8" cy="5" r="2" fill="#f0c374"/><circle cx="8" cy="11" r="2" fill="#f0c374"/></svg>',
)}`

const Alternates = ({ frame, path }: { frame: PageFrame; path: string }) => (
  <>
    <link rel="canonical" href={frame.origin + path} />
    {frame.languages.map(({ tag }) => (
      <link key={tag} rel="alternate" hrefLang={tag} href={frame.origin + withLanguage({ language: tag }, path)} />
    ))}
  </>
)

/** JSON inside the page; `<` is escaped so that no text of it can end the element. It runs nothing, so no policy of scripts holds for it. */
export const DataBlock = (props: { type: string; data: unknown; id?: string }) => {
  const { data, ...rest } = props
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in a data block, `<` escaped; React would escape quotes and break it.
  return <script {...rest} dangerouslySetInnerHTML={{ __html: json }} />
}
