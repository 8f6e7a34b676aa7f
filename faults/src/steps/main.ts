/**
 * A process of its own, so that its sources can be edited as it loads them: two stores on the database of the first argument
 * take steps at random. The rest of the arguments are how many runs, how many steps each, and the seed. Prints a `StatefulResult`.
 */
import { checkStateful } from '@rolecall/store/contract/stateful/property'
import { testKeys } from '@rolecall/store/contract/world'
import { openStore } from '@rolecall/store/open-store'

const [url = '', runs, steps, seed] = process.argv.slice(2)
const options = { url, keys: testKeys, clock: { now: Date.now }, checkDocuments: true }
await using one = await openStore(options)
await using other = await openStore(options)
const result = await checkStateful([one, other], { runs: Number(runs), steps: Number(steps), seed: Number(seed) })
console.log(JSON.stringify(result))
