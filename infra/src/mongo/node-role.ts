import type { Stack } from 'aws-cdk-lib'
import type { CfnVolume } from 'aws-cdk-lib/aws-ec2'
import { PolicyStatement, type PolicyStatementProps, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { memberTag } from '../names.ts'
import { agentActions, metricsInto } from '../rights.ts'
import type { NodeParts } from './parts.ts'

type RoleParts = NodeParts & { readonly host: string; readonly volume: CfnVolume; readonly groupName: string }

/** A member's rights end at its own volume, name, secrets and log. */
export const createNodeRole = (stack: Stack, parts: RoleParts): Role => {
  const { keys, secrets, zone, logGroup, host, volume, groupName, letter } = parts
  const { region, account } = stack
  const role = new Role(stack, `MongoRole${letter.toUpperCase()}`, {
    assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
  })
  const allow = (props: PolicyStatementProps) => role.addToPolicy(new PolicyStatement(props))
  const ec2 = (what: string) => `arn:aws:ec2:${region}:${account}:${what}`
  allow({ sid: 'OwnVolume', actions: ['ec2:AttachVolume'], resources: [ec2(`volume/${volume.ref}`)] })
  allow({
    sid: 'OwnMachine',
    actions: ['ec2:AttachVolume'],
    resources: [ec2('instance/*')],
    conditions: { StringEquals: { [`aws:ResourceTag/${memberTag}`]: host } },
  })
  allow({
    sid: 'OwnName',
    actions: ['route53:ChangeResourceRecordSets'],
    resources: [zone.hostedZoneArn],
    conditions: { 'ForAllValues:StringEquals': { 'route53:ChangeResourceRecordSetsNormalizedRecordNames': [host] } },
  })
  allow({
    sid: 'OwnSecrets',
    actions: ['secretsmanager:GetSecretValue'],
    resources: [secrets.keyFile, secrets.tls, secrets.admin, secrets.app].map((secret) => secret.secretArn),
  })
  allow({
    sid: 'OpenSecretsAndVolume',
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
    resources: [keys.data.keyArn],
  })
  allow({
    sid: 'LendKeyToVolume',
    actions: ['kms:CreateGrant'],
    resources: [keys.data.keyArn],
    conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  })
  allow({
    sid: 'OwnGroup',
    actions: ['autoscaling:SetInstanceHealth'],
    resources: [`arn:aws:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/${groupName}`],
  })
  allow({
    sid: 'OwnLog',
    actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  })
  role.addToPolicy(metricsInto('Rolecall'))
  role.addToPolicy(agentActions())
  return role
}
