import type { PageRenderer } from '@rolecall/contract/pages'
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { requireSameSite } from '../same-site.ts'
import { applicationPages } from './applications.ts'
import { takeFormsOnly } from './form-body.ts'
import { matchPages } from './matches.ts'
import { profilePages } from './profile.ts'
import { sessionPages } from './sessions.ts'
import { signInPages } from './sign-in-pages.ts'

/** A person's own pages: readable and usable without JavaScript. */
export const personPages = (site: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  takeFormsOnly(site)
  site.addHook(
    'onRequest',
    requireSameSite(() => new URL(deps.config.publicUrl()).origin),
  )
  signInPages(site, deps, pages)
  const own = { app: site, deps, pages }
  matchPages(own)
  applicationPages(own)
  profilePages(own)
  sessionPages(own)
}
