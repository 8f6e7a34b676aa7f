import { writeFile } from 'node:fs/promises'
import type { Config } from '../config.ts'
import { filesOf } from '../files-of.ts'
import { silentLog } from '../log.ts'
import { linkTo } from './run-files.ts'

/** To a file of this machine, or among the files of FILES_URL; then, where that is S3, an address to get it by. */
export const writeReport = async (
  config: Pick<Config, 'files' | 's3Endpoint'>,
  path: string,
  text: string,
): Promise<string | undefined> => {
  if (!path.startsWith('files:')) return void (await writeFile(path, text))
  const key = path.slice('files:'.length)
  await using files = await filesOf(config, silentLog)
  await files.put(key, Buffer.from(text))
  return files.presigned && linkTo(files.presigned, key)
}
