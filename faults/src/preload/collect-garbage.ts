/**
 * Preloaded into a server process: it collects its garbage whenever it is sent SIGUSR2, so that the memory that is still in use
 * afterwards is what something holds on to.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')
process.on('SIGUSR2', () => {
  if (typeof collect !== 'function') throw new Error('this Node cannot be told to collect its garbage')
  // What a first pass lets go of may hold memory outside the heap, which the second one frees.
  collect()
  collect()
})
