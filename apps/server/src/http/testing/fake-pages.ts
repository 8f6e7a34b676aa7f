import type { PageRenderer } from '@rolecall/contract/pages'

/** Pages that say only what they were given, so that tests of the server need no build of the web app. */
export const fakePages: PageRenderer = {
  renderHome: (page) => html('home', page),
  renderJobList: (page) => html('jobs', page),
  renderJob: (page) => html('job', page),
  renderEmployer: (page) => html('employer', page),
  renderSignIn: (page) => html('sign-in', page),
  renderMatches: (page) => html('matches', page),
  renderApplications: (page) => html('applications', page),
  renderProfile: (page) => html('profile', page),
  renderSessions: (page) => html('sessions', page),
  renderRegister: (page) => html('register', page),
  renderNews: (page) => html('news', page),
  renderApply: (page) => html('apply', page),
  renderContact: (page) => html('contact', page),
  renderJoin: (page) => html('join', page),
  renderMailLink: (page) => html('mail-link', page),
  renderPrivacy: (page) => html('privacy', page),
  renderOwnData: (page) => html('own-data', page),
  renderDataLink: (page) => html('data-link', page),
  renderErase: (page) => html('erase', page),
  renderErased: (page) => html('erased', page),
  renderMessage: (page) => html(page.message, page),
  renderLimited: (page) => html('limited', page),
}

const html = (
  name: string,
  { catalogue: _catalogue, ...page }: Parameters<PageRenderer['renderEmployer']>[0],
): string => `<!doctype html><title>${name}</title><script type="application/json">${JSON.stringify(page)}</script>`
