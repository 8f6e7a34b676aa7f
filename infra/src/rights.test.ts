import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everywhere, listOf, pilot, type Statement, statements } from './installations.ts'
import { resources, synthesise } from './synthesise.ts'

/** Actions that AWS gives no resource to name. What only reads or logs in is not told here; the rest is bound by a condition. */
const withoutResource = [
  'cloudwatch:PutMetricData',
  'ec2messages:AcknowledgeMessage',
  'ec2messages:DeleteMessage',
  'ec2messages:FailMessage',
  'ec2messages:SendReply',
  'ecs:DiscoverPollEndpoint',
  'ecs:Poll',
  'ecs:StartTelemetrySession',
  'ssm:UpdateInstanceInformation',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
]

test('no role writes to all resources, but where AWS knows no resource', () => {
  const onAll = statements().filter(({ Effect, Resource }) => Effect === 'Allow' && listOf(Resource).includes('*'))
  const reads = /^[\w-]+:(Get|Describe|List)/
  const writes = [
    ...new Set(onAll.flatMap(({ Action }) => listOf(Action)).filter((action) => !reads.test(action))),
  ].sort()
  assert.deepEqual(
    writes.filter((action) => !withoutResource.includes(action)),
    [],
  )
  for (const { Action, Condition } of onAll)
    if (listOf(Action).includes('cloudwatch:PutMetricData'))
      assert.match(JSON.stringify(Condition), /cloudwatch:namespace/)
  for (const { Action } of statements())
    for (const action of listOf(Action)) assert.doesNotMatch(action, /^(\*|\w+:\*)$/)
  assert.deepEqual(
    everywhere('AWS::IAM::Role').filter(({ Properties }) =>
      Properties.ManagedPolicyArns?.some?.((arn: unknown) => JSON.stringify(arn).includes(':aws:policy')),
    ),
    [],
  )
})

test('pages read the index and no other file, and no service writes over the key file', () => {
  const of = (role: string) =>
    resources(pilot, 'AWS::IAM::Policy').flatMap(({ Properties }) =>
      JSON.stringify(Properties.Roles).includes(`TaskRole${role}`)
        ? (Properties.PolicyDocument.Statement as Statement[])
        : [],
    )
  const may = (role: string, action: string) => of(role).filter(({ Action }) => listOf(Action).includes(action))
  const ofUploads = (role: string, action: string) =>
    may(role, action)
      .map(({ Resource }) => JSON.stringify(Resource))
      .filter((resource) => resource.includes('-uploads-'))
  for (const action of ['s3:PutObject', 's3:DeleteObject']) {
    assert.equal(ofUploads('web', action).length, 0)
    assert.equal(ofUploads('worker', action).length, 1)
  }
  const [read = '', ...more] = ofUploads('web', 's3:GetObject')
  assert.ok(read.includes('/files/index/*') && more.length === 0, read)
  for (const role of ['web', 'worker']) {
    const [write, ...more] = may(role, 's3:PutObject').filter(({ Resource }) =>
      JSON.stringify(Resource).includes('rolecall.keys'),
    )
    assert.deepEqual([write?.Condition, more.length], [{ Null: { 's3:if-none-match': 'false' } }, 0])
  }
  for (const role of ['web', 'worker', 'command']) assert.equal(may(role, 'secretsmanager:GetSecretValue').length, 0)
})

test('only the one workflow of the one repository may take the role that deploys', () => {
  const [role] = everywhere('AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName === 'rolecall-deploy')
  const [trust] = role?.Properties.AssumeRolePolicyDocument.Statement ?? []
  const subject = (statement: { Condition: { StringEquals: Record<string, string> } }) =>
    statement.Condition.StringEquals['token.actions.githubusercontent.com:sub']
  assert.equal(subject(trust), 'repo:example@1000001/rolecall@1000000001:environment:production')
  const named = { repository: 'example/rolecall', environment: 'production' }
  const [older] = resources(synthesise({ github: named }), 'AWS::IAM::Role').filter(
    ({ Properties }) => Properties.RoleName === 'rolecall-deploy',
  )
  const [olderTrust] = older?.Properties.AssumeRolePolicyDocument.Statement ?? []
  assert.equal(subject(olderTrust), 'repo:example/rolecall:environment:production')
  assert.equal(everywhere('AWS::IAM::User').length + everywhere('AWS::IAM::AccessKey').length, 0)
})
