import { challengeMs } from '../access/passkey-challenge.ts'
import type { AppDeps } from './deps.ts'
import type { Exchange } from './session-cookies.ts'

const cookieName = '__Host-rolecall-passkey'

/** What binds this browser's challenges to it: 256 random bits, new ones where it has none. Several tabs share it. */
export const keepBrowser = ({ randomBytes }: AppDeps, { request, reply }: Exchange): string => {
  const known = browserOf({ request })
  const browser = known === '' ? randomBytes(32).toString('base64url') : known
  reply.setCookie(cookieName, browser, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'strict',
    maxAge: challengeMs / 1000,
  })
  return browser
}

/** Empty for a browser that began nothing: no challenge is its. */
export const browserOf = ({ request }: Pick<Exchange, 'request'>): string => {
  const value = request.cookies[cookieName] ?? ''
  return /^[\w-]{43}$/.test(value) ? value : ''
}
