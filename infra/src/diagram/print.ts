import { writeFileSync } from 'node:fs'
import { synthesise } from '../synthesise.ts'
import { drawSvg } from './draw.ts'
import { graphOf } from './graph.ts'

/** `npm run diagram` draws the example's stacks into docs/images/aws.svg. */
writeFileSync(new URL('../../../docs/images/aws.svg', import.meta.url), await drawSvg(graphOf(synthesise())))
