import { initiateReplicaSet } from '@rolecall/store/mongodb/initiate'
import { orTellPlainly } from './plain-failure.ts'

/** Makes the replica set that DATABASE_URL names of its servers, where it does not stand yet. For new servers alone. */
const patienceMs = 120_000

const outcome = await orTellPlainly(() => initiateReplicaSet(process.env.DATABASE_URL ?? '', { timeoutMs: patienceMs }))
console.log(outcome === 'initiated' ? 'The replica set is made and takes writes.' : 'The replica set stands already.')
