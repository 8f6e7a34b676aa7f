import type { FastifyInstance } from 'fastify'
import type { AppDeps } from '../deps.ts'
import { operation } from '../operation.ts'
import { readJobFile } from './job-file/read-job-file.ts'

/** What a spreadsheet of jobs is understood as. The jobs themselves are made one by one, by `createJob`. */
export const importOperations = (app: FastifyInstance, deps: AppDeps): void =>
  operation(app, deps, {
    name: 'previewImport',
    handle: ({ who, body }) => readJobFile(deps, { ...body, organisation: who.organisation }),
  })
