import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** What a container would be started with: its root file system is a folder of this machine. */
export type Container = {
  readonly root: string
  readonly workdir: string
  readonly variables: Readonly<Record<string, string>>
  /** `uid:gid`; root's without. */
  readonly user?: string
  readonly readOnly?: boolean
  /** Folders of this machine that stand at a path in it, writable. */
  readonly mounts?: Readonly<Record<string, string>>
  /** Files and folders of this machine that stand at a path in it, to be read. */
  readonly reads?: Readonly<Record<string, string>>
}

const node = '/opt/node'
const npm = '/opt/npm'

/** An empty root file system: what the base image brings is borrowed from this machine, Node from the installed package. */
export const makeRoot = (root: string): void => {
  for (const folder of ['usr', 'etc', 'proc', 'dev', 'tmp', 'root', node, npm, 'opt/bin'])
    mkdirSync(join(root, folder), { recursive: true })
  for (const name of ['bin', 'lib', 'lib64', 'sbin']) symlinkSync(`usr/${name}`, join(root, name))
  symlinkSync(`${npm}/bin/npm-cli.js`, join(root, 'opt/bin/npm'))
}

/** Starts a command as process 1 of a container made by bubblewrap. `process` is the one outside, which ends as it ends. */
export const startIn = (container: Container, command: readonly string[]): ChildProcess => {
  const bubblewrap = process.env.BWRAP
  if (bubblewrap === undefined) throw new Error('BWRAP is not set')
  const args = [...rootArgs(container), ...borrowed(), ...identity(container.user), ...command]
  return spawn(bubblewrap, args, { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] })
}

/** The number, on this machine, of the process that `startIn` started inside. */
export const insideOf = (outside: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    let text = ''
    // Read to its end: bubblewrap would be killed while it still writes.
    outside.stdio[3]?.on('data', (chunk) => {
      text += chunk
      const found = /"child-pid": (\d+)/.exec(text)?.[1]
      if (found !== undefined) resolve(Number(found))
    })
    outside.once('exit', () => reject(new Error('it ended before it started')))
  })

const rootArgs = ({ root, readOnly, mounts = {}, reads = {}, variables, workdir }: Container): readonly string[] => [
  ...[readOnly ? '--ro-bind' : '--bind', root, '/'],
  ...['/usr', '/etc'].flatMap((path) => ['--ro-bind', path, path]),
  ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--unshare-pid', '--as-pid-1', '--die-with-parent'],
  ...Object.entries(mounts).flatMap(([inside, outside]) => ['--bind', outside, inside]),
  ...Object.entries(reads).flatMap(([inside, outside]) => ['--ro-bind', outside, inside]),
  ...['--clearenv', '--info-fd', '3', '--chdir', workdir],
  ...Object.entries({
    PATH: `${node}:/opt/bin:/usr/bin:/bin:/usr/sbin`,
    HOME: '/root',
    ...passedOn(),
    ...variables,
  }).flatMap(([name, value]) => ['--setenv', name, value]),
]

/** How this machine reaches packages is its own affair, and passed on. */
const passedOn = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && /^(NODE_EXTRA_CA_CERTS|(https?|no)_proxy)$/i.test(name) ? [[name, value]] : [],
    ),
  )

const borrowed = (): readonly string[] => {
  const settings = join(homedir(), '.npmrc')
  return [
    ...['--ro-bind', dirname(process.execPath), node],
    ...['--ro-bind', npmFolder(), npm],
    ...(existsSync(settings)
      ? ['--ro-bind', settings, '/opt/npmrc', '--setenv', 'NPM_CONFIG_USERCONFIG', '/opt/npmrc']
      : []),
  ]
}

/** Of the npm that runs this, else of the one beside the PATH's Node. */
const npmFolder = (): string => {
  const candidates = [
    process.env.npm_execpath,
    '/usr/lib/node_modules/npm/bin/npm-cli.js',
    '/usr/local/lib/node_modules/npm/bin/npm-cli.js',
  ]
  const found = candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path))
  if (found === undefined) throw new Error('npm was not found')
  return dirname(dirname(found))
}

const identity = (user = '0:0'): readonly string[] => {
  if (user === '0:0') return ['--cap-add', 'CAP_CHOWN', '--cap-add', 'CAP_FOWNER', '--cap-add', 'CAP_DAC_OVERRIDE']
  const [uid, gid] = user.split(':')
  const drop = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=-all', '--no-new-privs']
  return ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID', ...drop]
}
