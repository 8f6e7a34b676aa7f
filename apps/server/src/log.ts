import { type Logger, pino } from 'pino'

type Fields = Readonly<Record<string, string | number | boolean | undefined>>

/** Events with ids; never a message text, a name, a phone number or a token. */
export type Log = {
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  error(event: string, fields?: Fields): void
}

/** `ids`: of the trace under way, which then stand in each line. */
export const createLog = (level: string, ids?: () => object | undefined): Log => {
  const mixin = ids && { mixin: () => ids() ?? {} }
  return fromPino(pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, ...mixin }))
}

const fromPino = (logger: Logger): Log => ({
  info: (event, fields) => logger.info({ event, ...fields }),
  warn: (event, fields) => logger.warn({ event, ...fields }),
  error: (event, fields) => logger.error({ event, ...fields }),
})

export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** An error's name and where it was thrown; not its message, which may quote what a person wrote. */
export const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return 'not an Error'
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? []
  return [error.name, ...frames.slice(0, 4).map((line) => line.trim())].join(' ')
}
