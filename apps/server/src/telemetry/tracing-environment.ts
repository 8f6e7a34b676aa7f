import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'

type Environment = Readonly<Record<string, string | undefined>>

/** `OTEL_TRACES_SAMPLER` and its argument, by the OpenTelemetry specification; what it does not know is its default. */
export const samplerOf = ({
  OTEL_TRACES_SAMPLER: name = '',
  OTEL_TRACES_SAMPLER_ARG: argument = '',
}: Environment): Sampler => {
  const root = rootOf(name.replace(/^parentbased_/, ''), argument)
  if (root === undefined) return new ParentBasedSampler({ root: new AlwaysOnSampler() })
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root
}

const rootOf = (name: string, argument: string): Sampler | undefined => {
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler()
    case 'always_off':
      return new AlwaysOffSampler()
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(ratioOf(argument))
    default:
      return undefined
  }
}

const ratioOf = (argument: string): number => {
  const ratio = argument === '' ? 1 : Number(argument)
  return ratio >= 0 && ratio <= 1 ? ratio : 1
}

/** `OTEL_BSP_…`: how spans are gathered before they are sent. */
export const batchOf = (env: Environment) => {
  const whole = (name: string) => {
    const value = Number(env[name])
    return env[name] !== undefined && Number.isInteger(value) && value > 0 ? value : undefined
  }
  const given = {
    scheduledDelayMillis: whole('OTEL_BSP_SCHEDULE_DELAY'),
    exportTimeoutMillis: whole('OTEL_BSP_EXPORT_TIMEOUT'),
    maxQueueSize: whole('OTEL_BSP_MAX_QUEUE_SIZE'),
    maxExportBatchSize: whole('OTEL_BSP_MAX_EXPORT_BATCH_SIZE'),
  }
  return {
    ...(given.scheduledDelayMillis === undefined ? {} : { scheduledDelayMillis: given.scheduledDelayMillis }),
    ...(given.exportTimeoutMillis === undefined ? {} : { exportTimeoutMillis: given.exportTimeoutMillis }),
    ...(given.maxQueueSize === undefined ? {} : { maxQueueSize: given.maxQueueSize }),
    ...(given.maxExportBatchSize === undefined ? {} : { maxExportBatchSize: given.maxExportBatchSize }),
  }
}
