import type { PageRenderer } from '@rolecall/contract/pages'
import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { requireSameSite } from '../same-site.ts'
import { applicationPages } from './applications.ts'
import { applyPages } from './apply.ts'
import { contactPages } from './contact.ts'
import { takeFormsOnly } from './form-body.ts'
import { joinPages } from './join.ts'
import { mailSignInPages, mailStopPages } from './mail-links.ts'
import { matchPages } from './matches.ts'
import { newsPages } from './news.ts'
import { privacyPages } from './privacy.ts'
import { profilePages } from './profile.ts'
import { registerPages } from './register.ts'
import { reportJobForm } from './report-job.ts'
import { sessionPages } from './sessions.ts'
import { signInPages } from './sign-in-pages.ts'

/** A person's own pages: readable and usable without JavaScript. */
export const personPages = (site: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  takeFormsOnly(site)
  site.register(async (open) => mailStopPages(open, deps, pages))
  site.register(async (own) => ownPages(own, deps, pages))
}

const ownPages = (site: FastifyInstance, deps: AppDeps, pages: PageRenderer): void => {
  site.addHook('onRequest', requireSameSite(deps))
  signInPages(site, deps, pages)
  const own = { app: site, deps, pages }
  matchPages(own)
  applicationPages(own)
  profilePages(own)
  sessionPages(own)
  registerPages(own)
  applyPages(own)
  newsPages(own)
  contactPages(own)
  joinPages(own)
  mailSignInPages(site, deps, pages)
  privacyPages(own)
  reportJobForm(own)
}
