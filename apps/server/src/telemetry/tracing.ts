export type SpanOptions = {
  /** The `traceparent` of what caused it, from another process; else the span that is under way here. */
  readonly parent?: string | undefined
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer'
  /** Ids, codes and counts: never a text, a name, a number of a person or a token. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>
}

export type Span = {
  /** W3C trace context, for whatever goes on elsewhere. */
  readonly traceparent: string | undefined
  /** Runs `work` with this span under way. */
  run<T>(work: () => T): T
  end(attributes?: SpanOptions['attributes'], failed?: boolean): void
}

/** Where spans go. What is told of them must make sense without any. */
export type Tracing = AsyncDisposable & {
  begin(name: string, options?: SpanOptions): Span
  /** A span as long as `work`; one that throws has failed. */
  within<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T>
  /** The `traceparent` of the span under way. */
  current(): string | undefined
  /** For the lines of the log. */
  ids(): { readonly trace_id: string; readonly span_id: string } | undefined
}

const noSpan: Span = { traceparent: undefined, run: (work) => work(), end: () => undefined }

/** Nobody looks: nothing is made, nothing is kept. */
export const noTracing: Tracing = {
  begin: () => noSpan,
  within: (_name, _options, work) => work(noSpan),
  current: () => undefined,
  ids: () => undefined,
  [Symbol.asyncDispose]: async () => undefined,
}
