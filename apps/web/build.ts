import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig, type Manifest, type ManifestChunk } from 'vite'

const root = import.meta.dirname
const client = join(root, 'dist/client')
const server = join(root, 'dist/server')

/** In the order in which they run: what the first one sets must stand before any chunk that the second shares. */
const clientScripts = ['src/no-code-from-text.ts', 'src/entry-client.tsx']

/** The one script of a person's pages. */
const passkeyScript = 'src/passkey-island.ts'

const shared: InlineConfig = {
  root,
  configFile: false,
  // Scripts and styles find each other beside themselves, wherever they are loaded from.
  base: './',
  logLevel: 'warn',
  plugins: [react()],
  css: { transformer: 'lightningcss' },
}

/**
 * Builds `dist/client/assets` (hashed names, to be served for ever as `/assets/…`) and `dist/server/entry-server.js`
 * with `assets.json` beside it: what the pages ask for, and of each file what it must be. The public pages' styles come out of the server build, so that they are exactly theirs.
 */
const clientManifest = await buildManifest({
  build: {
    outDir: client,
    emptyOutDir: true,
    manifest: true,
    rolldownOptions: { input: [...clientScripts, passkeyScript] },
  },
})
const serverManifest = await buildManifest({
  build: {
    outDir: server,
    emptyOutDir: true,
    manifest: true,
    target: 'node26',
    ssr: 'src/entry-server.tsx',
    ssrEmitAssets: true,
  },
  // The bundle needs nothing but Node, so that a server is installed without what only builds or draws pages.
  ssr: { noExternal: true },
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
})
const publicCss = Object.values(serverManifest).flatMap((chunk) => [
  ...(chunk.css ?? []),
  ...(chunk.file.endsWith('.css') ? [chunk.file] : []),
])
await mkdir(join(client, 'assets'), { recursive: true })
for (const file of new Set(publicCss)) await cp(join(server, file), join(client, file))
const employerChunks = chunksOf('src/entry-client.tsx')
const assets = {
  publicCss: [...new Set(publicCss)].map((file) => `/${file}`),
  employerCss: employerChunks.flatMap(({ css = [] }) => css).map((file) => `/${file}`),
  employerModules: employerChunks.slice(0, -1).map(({ file }) => `/${file}`),
  passkeyScripts: [clientManifest[passkeyScript]?.file ?? []].flat().map((file) => `/${file}`),
  employerScripts: clientScripts.flatMap((name) => clientManifest[name]?.file ?? []).map((file) => `/${file}`),
}
const integrity = await integrityOf(join(client, 'assets'))
const release = createHash('sha256').update(JSON.stringify(integrity)).digest('hex').slice(0, 16)
await compressAll(join(client, 'assets'))
await writeFile(join(server, 'assets.json'), JSON.stringify({ ...assets, release, integrity }))
for (const out of [client, server]) await rm(join(out, '.vite'), { recursive: true, force: true })

/** By its path, what a browser compares each file with (Subresource Integrity). */
async function integrityOf(folder: string): Promise<Record<string, string>> {
  const entries: [string, string][] = []
  for (const name of (await readdir(folder)).toSorted()) {
    const hash = createHash('sha384').update(await readFile(join(folder, name)))
    entries.push([`/assets/${name}`, `sha384-${hash.digest('base64')}`])
  }
  return Object.fromEntries(entries)
}

/** Beside each file its compressed forms, which the server sends to whoever takes them. */
async function compressAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name))
    await writeFile(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
    await writeFile(
      join(folder, `${name}.br`),
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    )
  }
}

/** A chunk and all that it imports at once, those first. */
function chunksOf(name: string, seen = new Set<string>()): ManifestChunk[] {
  const chunk = clientManifest[name]
  if (chunk === undefined || seen.has(name)) return []
  seen.add(name)
  return [...(chunk.imports ?? []).flatMap((each) => chunksOf(each, seen)), chunk]
}

async function buildManifest(config: InlineConfig): Promise<Manifest> {
  await build({ ...shared, ...config })
  return JSON.parse(await readFile(join(config.build?.outDir ?? '', '.vite/manifest.json'), 'utf8'))
}
