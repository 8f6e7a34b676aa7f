import { findMongod } from '@rolecall/test-servers/replica-set'

/** Where the browser is; tests are left out without it. */
export const chromiumPath = process.env.CHROMIUM || undefined

/** Why a test is left out, in a line, or false where everything that it needs is there. */
export const withoutBrowser: string | false = chromiumPath === undefined ? 'needs Chromium: set CHROMIUM' : false

export const withoutMongod: string | false =
  withoutBrowser || (findMongod() ? false : 'needs a MongoDB server: set MONGOD')
