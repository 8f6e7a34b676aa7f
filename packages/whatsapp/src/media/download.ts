import { networkFault } from '../graph-call.ts'

export type Downloaded =
  | { readonly outcome: 'loaded'; readonly bytes: Buffer }
  | { readonly outcome: 'too-large' }
  | { readonly outcome: 'refused'; readonly status: number }
  | { readonly outcome: 'failed'; readonly details: string }

interface DownloadOptions {
  readonly headers: Record<string, string>
  /** In bytes. Reading stops beyond it, whatever the length that was announced. */
  readonly limit: number
  readonly timeoutMs: number
}

/** Loads at most `limit` bytes into memory. */
export async function download(url: string, { headers, limit, timeoutMs }: DownloadOptions): Promise<Downloaded> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) })
    if (!response.ok || response.body === null) {
      await response.body?.cancel()
      return { outcome: 'refused', status: response.status }
    }
    if (Number(response.headers.get('content-length') ?? 0) > limit) {
      await response.body.cancel()
      return { outcome: 'too-large' }
    }
    return await readUpTo(response.body, limit)
  } catch (error) {
    return { outcome: 'failed', details: networkFault(error).details }
  }
}

async function readUpTo(body: ReadableStream<Uint8Array>, limit: number): Promise<Downloaded> {
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop cancels the stream.
  for await (const chunk of body) {
    size += chunk.length
    if (size > limit) return { outcome: 'too-large' }
    chunks.push(chunk)
  }
  return { outcome: 'loaded', bytes: Buffer.concat(chunks, size) }
}
