import { readFileSync } from 'node:fs'
import { DockerfileParser, type Instruction } from 'dockerfile-ast'
import { Cmd } from 'dockerfile-ast/lib/instructions/cmd.js'
import { Copy } from 'dockerfile-ast/lib/instructions/copy.js'
import { Env } from 'dockerfile-ast/lib/instructions/env.js'
import { From } from 'dockerfile-ast/lib/instructions/from.js'
import { Healthcheck } from 'dockerfile-ast/lib/instructions/healthcheck.js'
import { ModifiableInstruction } from 'dockerfile-ast/lib/modifiableInstruction.js'

/** What one line of a Dockerfile does to its stage. */
export type Step =
  | { readonly does: 'run'; readonly command: string; readonly caches: readonly string[] }
  | { readonly does: 'copy'; readonly from?: string; readonly sources: readonly string[]; readonly to: string }
  | { readonly does: 'workdir'; readonly path: string }
  | { readonly does: 'env'; readonly variables: Readonly<Record<string, string>> }
  | { readonly does: 'user'; readonly user: string }
  | { readonly does: 'volume'; readonly paths: readonly string[] }
  | { readonly does: 'healthcheck' | 'cmd'; readonly command: readonly string[] }
  | { readonly does: 'expose'; readonly port: string }

export type Stage = { readonly name: string; readonly base: string; readonly steps: readonly Step[] }

/** The stages of a Dockerfile in their order. Throws on what it does not know, so that nothing is left out in silence. */
export const readDockerfile = (path: string): readonly Stage[] => {
  const stages: { name: string; base: string; steps: Step[] }[] = []
  for (const instruction of DockerfileParser.parse(readFileSync(path, 'utf8')).getInstructions()) {
    if (instruction instanceof From) {
      const name = instruction.getBuildStage() ?? String(stages.length)
      stages.push({ name, base: instruction.getImage() ?? '', steps: [] })
    } else stages.at(-1)?.steps.push(stepOf(instruction))
  }
  return stages
}

const stepOf = (instruction: Instruction): Step => {
  const words = instruction.getArguments().map((argument) => argument.getValue())
  const raw = instruction.getRawArgumentsContent() ?? ''
  const flags = flagsOf(instruction)
  if (instruction instanceof Copy) return copyOf(flags, words)
  if (instruction instanceof Env)
    return { does: 'env', variables: Object.fromEntries(instruction.getProperties().map(variableOf)) }
  if (instruction instanceof Cmd) return { does: 'cmd', command: list(raw) }
  if (instruction instanceof Healthcheck) return { does: 'healthcheck', command: list(raw.replace(/^CMD\s+/, '')) }
  switch (instruction.getKeyword()) {
    case 'RUN':
      return { does: 'run', command: raw, caches: flags.filter(([name]) => name === 'mount').map(cacheOf) }
    case 'WORKDIR':
      return { does: 'workdir', path: raw }
    case 'USER':
      return { does: 'user', user: raw }
    case 'VOLUME':
      return { does: 'volume', paths: list(raw) }
    case 'EXPOSE':
      return { does: 'expose', port: raw }
    default:
      throw new Error(`${instruction.getKeyword()} is not known here`)
  }
}

type Flags = readonly (readonly [name: string, value: string])[]

const flagsOf = (instruction: Instruction): Flags =>
  instruction instanceof ModifiableInstruction
    ? instruction.getFlags().map((flag) => [flag.getName(), flag.getValue() ?? ''])
    : []

const copyOf = (flags: Flags, words: readonly string[]): Step => {
  const unknown = flags.find(([name]) => name !== 'from')
  if (unknown !== undefined) throw new Error(`COPY --${unknown[0]} is not known here`)
  const from = flags[0]?.[1]
  return { does: 'copy', ...(from === undefined ? {} : { from }), sources: words.slice(0, -1), to: words.at(-1) ?? '' }
}

const cacheOf = ([, value]: readonly [string, string]): string => {
  const target = /^type=cache,target=(\/[^,]+)$/.exec(value)?.[1]
  if (target === undefined) throw new Error(`RUN --mount=${value} is not known here`)
  return target
}

const variableOf = (property: { getName(): string; getValue(): string | null }): [string, string] => [
  property.getName(),
  property.getValue() ?? '',
]

/** The JSON form alone: the other would put a shell in front, which takes the signals. */
const list = (raw: string): readonly string[] => {
  const parsed: unknown = JSON.parse(raw)
  if (!Array.isArray(parsed) || !parsed.every((word) => typeof word === 'string'))
    throw new Error(`${raw} is no list of words`)
  return parsed
}
