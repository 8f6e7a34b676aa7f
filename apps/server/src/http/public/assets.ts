import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** Built scripts and styles: their names carry a hash of what is in them, so they never change. What the build compressed is sent so. */
export const assetRoutes = async (app: FastifyInstance, assetsDir: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root: assetsDir,
    prefix: '/assets/',
    immutable: true,
    maxAge: '1y',
    index: false,
    decorateReply: false,
    dotfiles: 'ignore',
    preCompressed: true,
  })
}
