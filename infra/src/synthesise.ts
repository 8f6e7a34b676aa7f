import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInstallation, type Installation } from './app.ts'
import { type Deployment, parseDeployment } from './deployment.ts'

export type Resource = {
  readonly Type: string
  // biome-ignore lint/suspicious/noExplicitAny: a template is data of any shape; tests and tables read a few paths of it
  readonly Properties: any
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
  readonly DependsOn?: readonly string[]
}
export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>>
}
export type Synthesised = Installation & {
  readonly deployment: Deployment
  readonly templates: Readonly<Record<'base' | 'data' | 'app', Template>>
  readonly text: string
  readonly outdir: string
}

export const example: Record<string, unknown> = JSON.parse(
  readFileSync(new URL('../deployments/example.json', import.meta.url), 'utf8'),
)

/** Makes the templates of the example with some fields changed, as the CDK's command line does, without asking AWS. */
export const synthesise = (changes: Record<string, unknown> = {}): Synthesised => {
  const deployment = parseDeployment({ ...example, ...changes })
  const outdir = mkdtempSync(join(tmpdir(), 'rolecall-infra-'))
  const installation = createInstallation(deployment, outdir)
  installation.app.synth()
  const texts = ['base', 'data', 'app'].map((stack) =>
    readFileSync(join(outdir, `${deployment.name}-${stack}.template.json`), 'utf8'),
  )
  const [base, data, app]: Template[] = texts.map((text) => JSON.parse(text))
  if (base === undefined || data === undefined || app === undefined) throw new Error('three stacks were synthesised')
  return { ...installation, deployment, templates: { base, data, app }, text: texts.join('\n'), outdir }
}

export const resources = ({ templates }: Synthesised, type?: string): (Resource & { readonly id: string })[] =>
  Object.values(templates).flatMap(({ Resources }) =>
    Object.entries(Resources).flatMap(([id, resource]) =>
      type === undefined || resource.Type === type ? [{ id, ...resource }] : [],
    ),
  )
