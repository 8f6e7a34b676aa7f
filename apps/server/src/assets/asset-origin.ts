import type { AssetOrigin } from '@rolecall/contract/pages'
import { readBuiltAssets } from '../built.ts'
import type { Config } from '../config.ts'
import { describeError, type Log } from '../log.ts'
import { indexPathOf } from './release-index.ts'

const patienceMs = 3000

/**
 * Where pages load styles and scripts from: ASSETS_URL, if all of this release was pushed there and browsers may use it on pages of
 * ours. Undefined otherwise: then they come from this server, and the log says so.
 */
export const assetOrigin = async (
  { assetsUrl, publicUrl, host, port }: Pick<Config, 'assetsUrl' | 'publicUrl' | 'host' | 'port'>,
  log: Pick<Log, 'warn'>,
): Promise<AssetOrigin | undefined> => {
  if (assetsUrl === undefined) return undefined
  const built = await readBuiltAssets()
  if (built === undefined) return undefined
  const origin = new URL(publicUrl ?? `http://${host}:${port}`).origin
  const problem = await problemOf(assetsUrl + indexPathOf(built.release), origin)
  if (problem === undefined) return originOf(assetsUrl, built.integrity)
  log.warn('assets.not-there', { release: built.release, problem })
  return undefined
}

export const originOf = (url: string, integrity: AssetOrigin['integrity']): AssetOrigin => {
  const scripts = Object.entries(integrity).filter(([path]) => path.endsWith('.js'))
  const byAddress = Object.fromEntries(scripts.map(([path, hash]) => [url + path, hash]))
  return { url, integrity, importMap: JSON.stringify({ integrity: byAddress }) }
}

const problemOf = async (url: string, origin: string): Promise<string | undefined> => {
  try {
    const answer = await fetch(url, { headers: { origin }, signal: AbortSignal.timeout(patienceMs), redirect: 'error' })
    await answer.body?.cancel()
    if (!answer.ok) return `status ${answer.status}`
    const allowed = answer.headers.get('access-control-allow-origin')
    return allowed === '*' || allowed === origin ? undefined : 'no access-control-allow-origin'
  } catch (error) {
    return describeError(error)
  }
}
