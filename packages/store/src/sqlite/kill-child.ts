import { organisation, putOrganisation, putTask, task } from '../contract/samples.ts'
import { testKeys } from '../contract/world.ts'
import { openStore } from '../open-store.ts'

/** Commits pairs of documents until it is killed and prints the name of each pair once it is acknowledged. */
const [path, round] = process.argv.slice(2)
await using store = await openStore({ url: `sqlite:${path}`, keys: testKeys, clock: { now: () => Date.now() } })

const write = async (writer: number): Promise<never> => {
  for (let n = 0; ; n += 1) {
    const name = `${round}.${writer}.${n}`
    const { outcome } = await store.commit([
      putTask(task(`task ${name}`, { lane: name }), 'absent'),
      putOrganisation(organisation(`org ${name}`)),
    ])
    if (outcome === 'committed') process.stdout.write(`${name}\n`)
  }
}

await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)))
