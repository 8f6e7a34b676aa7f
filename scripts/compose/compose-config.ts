import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

type Service = {
  readonly image: string
  readonly user?: string
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly ports?: readonly { readonly host_ip?: string; readonly published: string }[]
  readonly networks: Readonly<Record<string, unknown>>
  readonly environment?: Readonly<Record<string, string>>
  readonly deploy?: { readonly replicas: number }
  readonly command?: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
}
/** What the compose file describes, as far as it is looked at here. */
export type Project = {
  readonly services: Readonly<Record<string, Service>>
  readonly networks: Readonly<Record<string, { internal?: boolean }>>
}

/** Docker Compose itself reads the file, holds it to its specification's schema and puts the settings in. */
export const composed = (settings?: string): Project => {
  const folder = mkdtempSync(join(tmpdir(), 'compose-'))
  copyFileSync(join(root, 'compose.yaml'), join(folder, 'compose.yaml'))
  if (settings !== undefined) writeFileSync(join(folder, '.env'), settings)
  const { stdout, stderr, status } = spawnSync(process.env.DOCKER_COMPOSE ?? '', ['config', '--format', 'json'], {
    cwd: folder,
    env: {},
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  assert.equal(stderr, '')
  assert.equal(status, 0)
  return JSON.parse(stdout)
}
