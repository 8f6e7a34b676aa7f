import type { Catalogue } from '@rolecall/text/phrase'
import { setup } from '@rolecall/whatsapp/setup/setup'
import type { StepResult } from '@rolecall/whatsapp/setup/step'
import { type Config, simulatorGraphPath } from '../config.ts'
import { templateDefinitions } from '../template-definitions.ts'

export type NumberSetup = {
  readonly config: Pick<Config, 'whatsapp' | 'host' | 'port' | 'publicUrl'>
  readonly catalogues: Readonly<Record<string, Catalogue>>
  readonly print: (line: string) => void
  /** How often and how long the approval of templates is followed; ten minutes at Meta. */
  readonly approval?: { readonly pollMs: number; readonly looks: number }
}

/**
 * Sets the configured business number up and prints what each step found; without WhatsApp's variables, that of the
 * look-alike in a server that runs. The exit code: 1 where a step failed.
 */
export const setUpNumber = async (number: NumberSetup): Promise<0 | 1> => {
  const { config, print } = number
  const origin = localOrigin(config)
  const lookAlike = config.whatsapp.graphUrl === ''
  if (lookAlike) {
    print(`No WHATSAPP_ variables are set: this sets up the look-alike of WhatsApp at ${origin}.`)
    if (!(await answers(origin))) {
      print(`✗ Nothing answers at ${origin}.`)
      print('  Run npm start first and leave it running, then run this in another terminal.')
      return 1
    }
  }
  const graphUrl = lookAlike ? `${origin}${simulatorGraphPath}` : config.whatsapp.graphUrl
  const failures = await printSteps(number, graphUrl, `${config.publicUrl ?? origin}/webhooks/whatsapp`)
  print(
    failures === 0 ? 'Nothing is missing.' : `${steps(failures)} failed. Mend what is marked ✗, then run this again.`,
  )
  return failures === 0 ? 0 : 1
}

/** Within this machine: an address that listens everywhere is called by its loopback. */
const localOrigin = ({ host, port }: NumberSetup['config']): string => {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

const answers = (origin: string): Promise<boolean> =>
  fetch(`${origin}/livez`, { signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  )

const simulatedApproval = { pollMs: 500, looks: 40 }

const printSteps = async (
  { config, catalogues, print, approval }: NumberSetup,
  graphUrl: string,
  webhookUrl: string,
): Promise<number> => {
  const { accessToken, wabaId, phoneNumberId, verifyToken, simulated } = config.whatsapp
  const following = approval ?? (simulated ? simulatedApproval : undefined)
  const results = setup({
    graphUrl,
    accessToken,
    timeoutMs: 15_000,
    userAgent: 'Rolecall',
    wabaId,
    phoneNumberId,
    webhook: { url: webhookUrl, verifyToken },
    templates: templateDefinitions(catalogues),
    ...(following === undefined ? {} : { approval: following }),
  })
  let failures = 0
  for await (const result of results) {
    if (result.state === 'failed') failures += 1
    for (const line of linesOf(result)) print(line)
  }
  return failures
}

const marks: Readonly<Record<StepResult['state'], string>> = { ok: '✓', warning: '!', waiting: '!', failed: '✗' }

const linesOf = ({ step, state, says, mend }: StepResult): readonly string[] => [
  `${marks[state]} ${step}: ${says}`,
  ...(mend === undefined ? [] : [`  ${mend}`]),
]

const steps = (count: number): string => (count === 1 ? '1 step' : `${count} steps`)
