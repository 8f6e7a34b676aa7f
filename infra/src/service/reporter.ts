import { metricsPort, queueMetric } from '../names.ts'

/** The oldest waiting task's age in a Prometheus text, over all of its series; undefined where it is not told. */
export function ageIn(text: string, metric: string): number | undefined {
  let oldest: number | undefined
  for (const line of text.split('\n')) {
    const [name = '', value = ''] = line.split(/(?:\{.*\})?\s+/)
    if (name !== metric || Number.isNaN(Number(value))) continue
    oldest = Math.max(oldest ?? 0, Number(value))
  }
  return oldest
}

/**
 * Beside each worker, in the same image: asks the worker's metrics each half minute and writes the age of the queue as one line of
 * JSON, which a metric filter counts. The workers see one queue, so that any of them tells it; the greatest of a minute is taken.
 */
export const reporterScript = (installation: string): string =>
  `
${ageIn.toString()}
const report = async () => {
  try {
    const answer = await fetch('http://product:${metricsPort}/metrics', { signal: AbortSignal.timeout(5000) })
    const age = ageIn(await answer.text(), '${queueMetric.name}')
    if (age !== undefined) console.log(JSON.stringify({ installation: '${installation}', ${queueMetric.name}: age }))
    else console.log(JSON.stringify({ event: 'reporter.no-age' }))
  } catch (error) {
    console.log(JSON.stringify({ event: 'reporter.no-answer', error: error.name }))
  }
}
process.on('SIGTERM', () => process.exit(0))
setInterval(report, 30000)
report()
`.trim()
