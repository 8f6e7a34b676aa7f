import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply } from 'fastify'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The page and what it loads. Names of assets carry a hash of their content. */
export const uiFiles = (app: FastifyInstance, folder: string = builtFolder()): void => {
  app.get('/', (_request, reply) => answerFile(reply, join(folder, 'index.html')))
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const path = normalize(join(folder, 'assets', request.params['*']))
    if (!path.startsWith(join(folder, 'assets'))) return reply.code(404).send()
    return answerFile(reply.header('cache-control', 'public, max-age=31536000, immutable'), path)
  })
}

/** Beside the bundle where it runs as one, below the workspace's root where it runs from its sources. */
const builtFolder = (): string => {
  const beside = fileURLToPath(new URL('../client', import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL('../dist/client', import.meta.url))
}

const answerFile = async (reply: FastifyReply, path: string): Promise<FastifyReply> => {
  try {
    const content = await readFile(path)
    return reply.type(types[extname(path)] ?? 'application/octet-stream').send(content)
  } catch {
    return reply
      .code(404)
      .header('cache-control', 'no-store')
      .type('text/plain')
      .send('The simulator is not built: run npm run build.')
  }
}
