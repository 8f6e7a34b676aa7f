/**
 * Preloaded into a server process: its clock is off by as many milliseconds as stand in the file of the environment's
 * FAULTS_CLOCK, which the runner may change at any moment.
 */
import { readFileSync } from 'node:fs'

const path = process.env.FAULTS_CLOCK ?? ''
const lookEveryMs = 20
const truth = Date.now.bind(Date)
let offMs = 0
const look = (): void => {
  offMs = Number(readFileSync(path, 'utf8')) || 0
}
look()
setInterval(look, lookEveryMs).unref()

Date.now = () => truth() + offMs
globalThis.Date = new Proxy(Date, {
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [target.now()] : args, made),
})
