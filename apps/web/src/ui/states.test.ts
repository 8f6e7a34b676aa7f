import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadCatalogues } from '@rolecall/text/catalogue'
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { speak, TextProvider } from '../text/use-text.tsx'
import { HeadingLevel } from './heading-level.ts'
import { EmptyState, ErrorState } from './states.tsx'

const { en = {} } = await loadCatalogues()

const within = (level: 'h1' | 'h2', state: ReactElement) =>
  renderToStaticMarkup(
    createElement(TextProvider, { text: speak(en, 'en') }, createElement(HeadingLevel, { value: level }, state)),
  )

test('what stands alone on a page is its first heading, inside a page one below it', () => {
  for (const level of ['h1', 'h2'] as const) {
    assert.match(within(level, createElement(EmptyState, { title: 'None yet' })), new RegExp(`<${level}>None yet</`))
    assert.match(within(level, createElement(ErrorState)), new RegExp(`<${level}>`))
  }
})
