import { join } from 'node:path'
import { openS3Files } from '@rolecall/adapters/files/s3'
import { openKeyFile } from '@rolecall/adapters/keys/key-file'
import { silentLog } from '@rolecall/server/log'
import { createSharedSnapshots } from '@rolecall/server/matcher/shared-snapshots'
import { openStore } from '@rolecall/store/open-store'
import { startTestAws } from '@rolecall/test-servers/aws'
import { type Installation, startOnce } from './large.ts'

/** Starts a process with an empty disk, for which another one left its snapshot in S3 (a look-alike on this machine). */
export const startElsewhere = async (installation: Installation): Promise<string> => {
  await using aws = await startTestAws('files')
  const openFiles = () => openS3Files({ place: { bucket: 'files', key: 'bench' }, endpoint: aws.url })
  {
    const keys = await openKeyFile(installation.keyFile)
    await using store = await openStore({ url: installation.databaseUrl, keys, clock: { now: Date.now } })
    const { offer } = createSharedSnapshots({ store, openFiles, now: Date.now, log: silentLog })
    await offer(join(installation.folder, 'cache/index.snapshot'), Date.now(), new AbortController().signal)
  }
  // The look-alike is there until then.
  return await startOnce(installation, "another machine's snapshot, in S3", {
    folder: join(installation.folder, 'elsewhere'),
    env: { ...aws.env, FILES_URL: 's3://files/bench' },
  })
}
