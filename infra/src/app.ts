import { readFileSync } from 'node:fs'
import { App, Tags } from 'aws-cdk-lib'
import type { Deployment } from './deployment.ts'
import { AppStack } from './stacks/app.ts'
import { BaseStack } from './stacks/base.ts'
import { DataStack } from './stacks/data.ts'

export type Installation = {
  readonly app: App
  readonly base: BaseStack
  readonly data: DataStack
  readonly service: AppStack
}

const cdkJson: { context: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'),
)

/** Three stacks of one installation, from what seldom changes to what each release changes. */
export const createInstallation = (deployment: Deployment, outdir?: string): Installation => {
  const app = new App({
    context: cdkJson.context,
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
  })
  const { name, region } = deployment
  const env = { region }
  const base = new BaseStack(app, `${name}-base`, { env, deployment, terminationProtection: true })
  const data = new DataStack(app, `${name}-data`, { env, deployment, base })
  const service = new AppStack(app, `${name}-app`, { env, deployment, base, data })
  Tags.of(app).add('rolecall:installation', name, { excludeResourceTypes: untagged })
  return { app, base, data, service }
}

/** Types whose published schema takes no tags. */
const untagged = [
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::ListenerRule',
]
