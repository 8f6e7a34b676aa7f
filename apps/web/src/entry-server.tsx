import { readFileSync } from 'node:fs'
import type { PageRenderer } from '@rolecall/contract/pages'
import './ui/tokens.css'
import type { Assets } from './document/document.tsx'
import { renderApplications as applications } from './features/me/applications.tsx'
import { renderApply as apply } from './features/me/apply.tsx'
import { renderContact as contact } from './features/me/contact.tsx'
import { renderDataLink as dataLink } from './features/me/data-link.tsx'
import { renderErase as erase, renderErased as erased } from './features/me/erase.tsx'
import { renderJoin as join } from './features/me/join.tsx'
import { renderMailLink as mailLink } from './features/me/mail-link.tsx'
import { renderMatches as matches } from './features/me/matches.tsx'
import { renderNews as news } from './features/me/news.tsx'
import { renderOwnData as ownData } from './features/me/own-data.tsx'
import { renderPrivacy as privacy } from './features/me/privacy.tsx'
import { renderProfile as profile } from './features/me/profile.tsx'
import { renderRegister as register } from './features/me/register.tsx'
import { renderSessions as sessions } from './features/me/sessions.tsx'
import { renderSignIn as signIn } from './features/me/sign-in.tsx'
import { renderEmployer as employer } from './features/public/employer-document.tsx'
import { renderHome as home } from './features/public/home.tsx'
import { renderJob as job } from './features/public/job.tsx'
import { renderJobList as jobList } from './features/public/job-list.tsx'
import { renderLimited as limited, renderMessage as message } from './features/public/message.tsx'

/** Hashed names that the build wrote beside this file. */
const assets: Assets = JSON.parse(readFileSync(new URL('./assets.json', import.meta.url), 'utf8'))

export const renderHome: PageRenderer['renderHome'] = (page) => home(page, assets)
export const renderJobList: PageRenderer['renderJobList'] = (page) => jobList(page, assets)
export const renderJob: PageRenderer['renderJob'] = (page) => job(page, assets)
export const renderEmployer: PageRenderer['renderEmployer'] = (page) => employer(page, assets)
export const renderMessage: PageRenderer['renderMessage'] = (page) => message(page, assets)
export const renderLimited: PageRenderer['renderLimited'] = (page) => limited(page, assets)
export const renderSignIn: PageRenderer['renderSignIn'] = (page) => signIn(page, assets)
export const renderMatches: PageRenderer['renderMatches'] = (page) => matches(page, assets)
export const renderApplications: PageRenderer['renderApplications'] = (page) => applications(page, assets)
export const renderProfile: PageRenderer['renderProfile'] = (page) => profile(page, assets)
export const renderSessions: PageRenderer['renderSessions'] = (page) => sessions(page, assets)
export const renderRegister: PageRenderer['renderRegister'] = (page) => register(page, assets)
export const renderNews: PageRenderer['renderNews'] = (page) => news(page, assets)
export const renderApply: PageRenderer['renderApply'] = (page) => apply(page, assets)
export const renderContact: PageRenderer['renderContact'] = (page) => contact(page, assets)
export const renderJoin: PageRenderer['renderJoin'] = (page) => join(page, assets)
export const renderMailLink: PageRenderer['renderMailLink'] = (page) => mailLink(page, assets)
export const renderPrivacy: PageRenderer['renderPrivacy'] = (page) => privacy(page, assets)
export const renderOwnData: PageRenderer['renderOwnData'] = (page) => ownData(page, assets)
export const renderDataLink: PageRenderer['renderDataLink'] = (page) => dataLink(page, assets)
export const renderErase: PageRenderer['renderErase'] = (page) => erase(page, assets)
export const renderErased: PageRenderer['renderErased'] = (page) => erased(page, assets)
