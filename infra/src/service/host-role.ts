import type { Stack } from 'aws-cdk-lib'
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { clusterName } from '../names.ts'

/** What the agent on a host needs to belong to its cluster. Images and logs are the tasks' own rights, not the host's. */
export const createHostRole = (stack: Stack, name: string): IRole => {
  const cluster = `arn:aws:ecs:${stack.region}:${stack.account}:cluster/${clusterName(name)}`
  const statements = [
    new PolicyStatement({
      sid: 'OwnCluster',
      actions: [
        'ecs:DeregisterContainerInstance',
        'ecs:RegisterContainerInstance',
        'ecs:SubmitAttachmentStateChanges',
        'ecs:SubmitContainerStateChange',
        'ecs:SubmitTaskStateChange',
      ],
      resources: [cluster],
    }),
    new PolicyStatement({
      sid: 'HearOfOwnCluster',
      actions: ['ecs:Poll', 'ecs:StartTelemetrySession'],
      resources: ['*'],
      conditions: { ArnEquals: { 'ecs:cluster': cluster } },
    }),
    new PolicyStatement({ sid: 'FindService', actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'] }),
  ]
  const role = new Role(stack, 'HostRole', {
    assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    inlinePolicies: { host: new PolicyDocument({ statements }) },
  })
  // The CDK would add rights to every log and image of the account.
  return role.withoutPolicyUpdates()
}
