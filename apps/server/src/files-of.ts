import { openFolder } from '@rolecall/adapters/files/folder'
import type { Files } from '@rolecall/core/ports/files'
import type { Config } from './config.ts'
import type { Log } from './log.ts'

/** The operator's files, where FILES_URL says. `untried`: a bucket that is not there or refuses us shows when it is used. */
export const filesOf = async (
  { files, s3Endpoint }: Pick<Config, 'files' | 's3Endpoint'>,
  log: Pick<Log, 'warn'>,
  { untried }: { readonly untried?: boolean } = {},
): Promise<Files & AsyncDisposable> => {
  switch (files.kind) {
    case 'folder':
      return { ...openFolder(files.path), async [Symbol.asyncDispose]() {} }
    case 's3': {
      // Only who uses S3 pays for its client.
      const { openS3Files } = await import('@rolecall/adapters/files/s3')
      return openS3Files({
        place: files.place,
        endpoint: s3Endpoint,
        untried,
        onCircuit: (state) => log.warn('files.circuit', { state }),
      })
    }
    default:
      return files satisfies never
  }
}
