import { parseArgs } from 'node:util'
import type { Files, PresignedFiles } from '@rolecall/core/ports/files'
import { piecesFolder } from '../matcher/snapshot-pieces.ts'

export type FilesDeps = {
  /** Files at this address, or those of the configuration; undefined for what is no address of files. */
  readonly open: (url: string | undefined) => Promise<Files & AsyncDisposable> | undefined
  readonly progress: (share: number) => void
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

const usage = [
  'npm run files -- copy --from folder:data/files --to s3://bucket/prefix',
  '    copies what is not there yet; both stay as they are otherwise. Cut off, it goes on where it was',
  'npm run files -- link reports/audit.html',
  '    an address to get this file by, for five minutes',
  'npm run files -- upload backups/monday.backup --bytes 1048576',
  '    an address to put a file of exactly this many bytes by, for five minutes',
  'Addresses are of FILES_URL, where that is S3. Whoever has one needs no other right: give it to nobody else.',
]

/** How long an address is good for, in seconds. */
export const linkSeconds = 300

/** 0: done. 1: there is no such file. 2: not understood. */
export const runFiles = async (deps: FilesDeps, args: readonly string[]): Promise<0 | 1 | 2> => {
  const { positionals, values } = parsed(args)
  const [command, key] = positionals
  if (command === 'copy' && values?.from !== undefined && values.to !== undefined)
    return copyBetween(deps, values.from, values.to)
  if (command === 'link' && key !== undefined)
    return withPresigned(deps, async (presigned, files) => {
      if ((await files.get(key)) === undefined) return told(deps, 1, [`There is no file ${key}.`])
      deps.print(await linkTo(presigned, key))
      return 0
    })
  if (command === 'upload' && key !== undefined && values?.bytes !== undefined)
    return withPresigned(deps, async (presigned) => {
      const contentType = 'application/octet-stream'
      const url = await presigned.put(key, { contentType, bytes: Number(values.bytes), seconds: linkSeconds })
      deps.print(`curl --fail --upload-file FILE --header 'content-type: ${contentType}' '${url}'`)
      return 0
    })
  return told(deps, 2, usage)
}

/** An address that gets the file as one to save, whatever it is: nothing of it is shown or run by a browser. */
export const linkTo = (presigned: PresignedFiles, key: string): Promise<string> =>
  presigned.get(key, {
    contentType: 'application/octet-stream',
    fileName: key.slice(key.lastIndexOf('/') + 1),
    seconds: linkSeconds,
  })

const withPresigned = async (
  deps: FilesDeps,
  use: (presigned: PresignedFiles, files: Files) => Promise<0 | 1>,
): Promise<0 | 1 | 2> => {
  await using files = await deps.open(undefined)
  if (files?.presigned === undefined)
    return told(deps, 2, ['Files stand in a folder of this machine (FILES_URL): take it from there.'])
  return use(files.presigned, files)
}

const atOnce = 8

const copyBetween = async (deps: FilesDeps, from: string, to: string): Promise<0 | 2> => {
  await using source = await deps.open(from)
  await using target = await deps.open(to)
  if (source === undefined || target === undefined) return told(deps, 2, usage)
  const there = new Set<string>()
  for await (const key of target.keys()) there.add(key)
  const keys: string[] = []
  for await (const key of source.keys()) if (!isOfIndex(key)) keys.push(key)
  const missing = keys.filter((key) => !there.has(key))
  for (let at = 0; at < missing.length; at += atOnce) {
    await Promise.all(missing.slice(at, at + atOnce).map((key) => copyOne(source, target, key)))
    deps.progress((keys.length - missing.length + at) / keys.length)
  }
  deps.progress(1)
  deps.print(`${missing.length} files were copied to ${to}, ${keys.length - missing.length} were there already.`)
  return 0
}

/** The index is written anew where the files are, and what was copied of it nobody would remove. */
const isOfIndex = (key: string): boolean => key.startsWith(piecesFolder)

/** What was deleted meanwhile is gone at both ends. */
const copyOne = async (source: Files, target: Files, key: string): Promise<void> => {
  const bytes = await source.get(key)
  if (bytes !== undefined) await target.put(key, bytes)
}

const parsed = (args: readonly string[]) => {
  try {
    const options = { from: { type: 'string' }, to: { type: 'string' }, bytes: { type: 'string' } } as const
    return parseArgs({ args: [...args], options, allowPositionals: true })
  } catch {
    return { positionals: [], values: undefined }
  }
}

const told = <Code extends 1 | 2>(deps: FilesDeps, exitCode: Code, lines: readonly string[]): Code => {
  for (const line of lines) deps.complain(line)
  return exitCode
}
