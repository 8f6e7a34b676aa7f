/**
 * Preloaded into the server: its clock runs ahead or behind by CLOCK_SHIFT_MS, so that nobody sleeps while a test runs.
 * Whatever hour it is, a test would else meet somebody's quiet hours.
 */
const shiftMs = Number(process.env.CLOCK_SHIFT_MS ?? 0)
const RealDate = Date

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + shiftMs] : args, newTarget),
  get: (target, name, receiver) =>
    name === 'now' ? () => RealDate.now() + shiftMs : Reflect.get(target, name, receiver),
})
