import { PolicyStatement } from 'aws-cdk-lib/aws-iam'

/** Metrics have no ARN; a namespace is the narrowest that can be said. */
export const metricsInto = (namespace: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'Metrics',
    actions: ['cloudwatch:PutMetricData'],
    resources: ['*'],
    conditions: { StringEquals: { 'cloudwatch:namespace': namespace } },
  })

/** What the agent of Systems Manager needs to be reached; none of these takes a resource. */
export const agentActions = (): PolicyStatement =>
  new PolicyStatement({
    sid: 'SystemsManagerAgent',
    actions: [
      'ec2messages:AcknowledgeMessage',
      'ec2messages:DeleteMessage',
      'ec2messages:FailMessage',
      'ec2messages:GetEndpoint',
      'ec2messages:GetMessages',
      'ec2messages:SendReply',
      'ssm:UpdateInstanceInformation',
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
    ],
    resources: ['*'],
  })
