import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageRenderer } from '@rolecall/contract/pages'
import type { FastifyPluginAsync } from 'fastify'

const apps = join(import.meta.dirname, '../..')

/** Where Vite puts the web app's hashed files. */
export const webAssets = join(apps, 'web/dist/client/assets')

/** Of a build: its name, which follows from every file in it, and by its path (`/assets/…`) what each file must be. */
export type BuiltAssets = { readonly release: string; readonly integrity: Readonly<Record<string, string>> }

/** Undefined where the web app was not built. */
export const readBuiltAssets = async (): Promise<BuiltAssets | undefined> => {
  const path = join(apps, 'web/dist/server/assets.json')
  if (!existsSync(path)) return undefined
  // What was built from this repository is trusted to hold what it says.
  return JSON.parse(await readFile(path, 'utf8'))
}

/** What renders the pages, with the names of their scripts and styles in it. */
export const pagesFile = join(apps, 'web/dist/server/entry-server.js')

/** The web app as Vite built it; undefined where it was not built: the API serves alone then. */
export const loadPages = async (): Promise<PageRenderer | undefined> => load<PageRenderer>(pagesFile)

export type SimulatorOptions = {
  readonly graphPath: string
  readonly webhookUrl: string
  readonly appSecret: string
  readonly verifyToken: string
  readonly accessToken: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly portfolioId: string
  readonly statePath: string
  readonly uiDist: string
}

/** The look-alike of WhatsApp as Vite built it, a Fastify plug-in; development only. */
export const loadSimulator = async (): Promise<FastifyPluginAsync<SimulatorOptions> | undefined> =>
  (
    await load<{ simulatorPlugin: FastifyPluginAsync<SimulatorOptions> }>(
      join(apps, 'simulator/dist/server/simulator.js'),
    )
  )?.simulatorPlugin

export const simulatorClient = join(apps, 'simulator/dist/client')

/** What was built from this repository is trusted to export what it says. */
const load = async <Module>(path: string): Promise<Module | undefined> =>
  existsSync(path) ? ((await import(pathToFileURL(path).href)) as Module) : undefined
