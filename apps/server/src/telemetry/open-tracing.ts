import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Span, SpanOptions, Tracing } from './tracing.ts'
import { batchOf, samplerOf } from './tracing-environment.ts'

export type TracedProcess = { readonly role: string; readonly version: string; readonly instance: string }

/**
 * Sends spans to the OTLP endpoint of the environment, as the exporter reads it from there. Imported only where one is set.
 * Nothing of it is global: two servers in one process have two.
 */
export const openTracing = (env: Readonly<Record<string, string | undefined>>, process: TracedProcess): Tracing => {
  const own = resourceFromAttributes({
    'service.name': 'rolecall',
    'service.version': process.version,
    'service.instance.id': process.instance,
    'rolecall.role': process.role,
  })
  const provider = new TracerProvider({
    resource: own.merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(env),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), ...batchOf(env) })],
  })
  return tracingWith(provider.getTracer('rolecall', process.version), () => provider.shutdown())
}

const tracingWith = (tracer: Tracer, close: () => Promise<void>): Tracing => {
  const underWay = new AsyncLocalStorage<Context>()
  const begin = (name: string, options: SpanOptions = {}): Span => {
    const parent = contextOf(options.parent) ?? underWay.getStore() ?? ROOT_CONTEXT
    const { kind, attributes } = options
    const given = {
      ...(kind === undefined ? {} : { kind: kinds[kind] }),
      ...(attributes === undefined ? {} : { attributes }),
    }
    const span = tracer.startSpan(name, given, parent)
    return {
      traceparent: traceparentOf(span),
      run: (work) => underWay.run(trace.setSpan(parent, span), work),
      end(more, failed) {
        if (more !== undefined) span.setAttributes(more)
        if (failed === true) span.setStatus({ code: SpanStatusCode.ERROR })
        span.end()
      },
    }
  }
  const active = (): OtelSpan | undefined => trace.getSpan(underWay.getStore() ?? ROOT_CONTEXT)
  return {
    begin,
    async within(name, options, work) {
      const span = begin(name, options)
      try {
        const result = await span.run(() => work(span))
        span.end()
        return result
      } catch (error) {
        span.end({ 'error.type': error instanceof Error ? error.name : 'not an Error' }, true)
        throw error
      }
    },
    current() {
      const span = active()
      return span && traceparentOf(span)
    },
    ids() {
      const context = active()?.spanContext()
      return context && { trace_id: context.traceId, span_id: context.spanId }
    },
    [Symbol.asyncDispose]: () => close().catch(() => undefined),
  }
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const

const traceparentOf = (span: OtelSpan): string => {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}

const contextOf = (traceparent: string | undefined): Context | undefined => {
  const parsed = traceparent === undefined ? null : parseTraceParent(traceparent)
  return parsed === null ? undefined : trace.setSpanContext(ROOT_CONTEXT, { ...parsed, isRemote: true })
}
