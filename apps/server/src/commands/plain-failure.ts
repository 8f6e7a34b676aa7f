import { BucketRefused } from '@rolecall/adapters/files/bucket-refused'
import { FileKeyRefused } from '@rolecall/adapters/files/key'
import { PresigningRefused } from '@rolecall/adapters/files/presigned'
import { KeyFileRefused, KeyFileUnavailable } from '@rolecall/adapters/keys/key-file-refused'
import { KmsUnavailable } from '@rolecall/adapters/keys/kms'
import { FilesUnavailable } from '@rolecall/core/ports/files'
import { StoreUnavailable } from '@rolecall/core/ports/store'
import { DatabaseRefused } from '@rolecall/store/errors'
import { TaxonomyFileRefused } from '@rolecall/taxonomy/compiled/taxonomy-file'

/** What an operator can mend, in a sentence that says how; undefined for what is a fault of the program. */
export const plainFailure = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined
  if (error instanceof StoreUnavailable || error instanceof DatabaseRefused)
    return `The database does not open: ${error.message}. Mend DATABASE_URL, or what stands there.`
  if (error instanceof KeyFileRefused) return `The key file cannot be used: ${error.message}.`
  if (error instanceof KeyFileUnavailable)
    return `The key file cannot be reached: ${error.message}. Mend KEY_FILE, S3_ENDPOINT, or the way from this machine to S3.`
  if (error instanceof FilesUnavailable)
    return `Files cannot be reached: ${error.message}. What was done stays; run this again once S3 answers.`
  if (error instanceof FileKeyRefused || error instanceof PresigningRefused) return `Refused: ${error.message}.`
  if (error instanceof BucketRefused)
    return `Files cannot be kept: ${error.message}. Mend FILES_URL, AWS_REGION, or the rights of this machine.`
  if (error instanceof TaxonomyFileRefused) return `TAXONOMY does not open: ${error.message}.`
  if (error instanceof KmsUnavailable)
    return `AWS KMS does not give the keys: ${error.message}. Mend KMS_KEY_ID, AWS_REGION, or the rights of this machine.`
  const { code, syscall, address, port, path } = error as NodeJS.ErrnoException & { address?: string; port?: number }
  if (syscall === 'listen' && code === 'EADDRINUSE')
    return `Something else listens on ${address}:${port} already. Stop it, or set PORT to another port.`
  if (syscall === 'listen') return `${address}:${port} cannot be listened on (${code}). Mend HOST and PORT.`
  if (path !== undefined && syscall !== undefined)
    return `${path} cannot be used (${code}). Mend the path or its rights.`
  return undefined
}

/** Runs `work`; what an operator can mend is told without a stack trace, and the process ends with 1. */
export const orTellPlainly = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    const told = plainFailure(error)
    if (told === undefined) throw error
    console.error(told)
    process.exit(1)
  }
}
