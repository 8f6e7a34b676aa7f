import { loadCatalogues } from '@rolecall/text/catalogue'
import { readConfigOrExit } from './read-config.ts'
import { setUpNumber } from './set-up-number.ts'

const config = readConfigOrExit()
process.exitCode = await setUpNumber({ config, catalogues: await loadCatalogues(), print: console.log })
