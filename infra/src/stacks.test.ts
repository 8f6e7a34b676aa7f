import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SizeName } from './sizes.ts'
import { type Resource, resources, type Synthesised, synthesise } from './synthesise.ts'

type Named = Resource & { readonly id: string }
const sizes: readonly SizeName[] = ['pilot', 'city', 'country']
const made: Readonly<Record<string, Synthesised>> = Object.fromEntries(
  sizes.flatMap((size) =>
    (['nodes', 'url'] as const).map((kind) => [`${size}, ${kind}`, synthesise({ size, mongo: { kind } })]),
  ),
)
const everywhere = (type: string): Named[] => Object.values(made).flatMap((one) => resources(one, type))
const all = (): Named[] => Object.values(made).flatMap((one) => resources(one))
const ids = (found: readonly Named[]): string[] => [...new Set(found.map(({ id }) => id))]

const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T]
type Statement = {
  readonly Effect: string
  readonly Action: string | string[]
  readonly Resource: unknown
  readonly Condition?: unknown
  readonly Principal?: unknown
}
/** What roles are allowed; policies of buckets, keys and topics say who comes, not where they may go. */
const statements = (): Statement[] => [
  ...everywhere('AWS::IAM::Policy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement),
  ...everywhere('AWS::IAM::ManagedPolicy').flatMap(({ Properties }) => Properties.PolicyDocument.Statement),
  ...everywhere('AWS::IAM::Role').flatMap(({ Properties }) =>
    listOf<{ PolicyDocument: { Statement: Statement[] } }>(Properties.Policies).flatMap(
      ({ PolicyDocument }) => PolicyDocument.Statement,
    ),
  ),
]

for (const size of sizes)
  test(`${size}: the same description gives the same templates`, () => {
    assert.equal(synthesise({ size }).text, made[`${size}, nodes`]?.text)
  })

test('only the load balancer is open to everyone, on 443 and 80', () => {
  const rules = [
    ...everywhere('AWS::EC2::SecurityGroup').flatMap(({ id, Properties }) =>
      listOf<Record<string, unknown>>(Properties.SecurityGroupIngress).map((rule) => ({ id, ...rule })),
    ),
    ...everywhere('AWS::EC2::SecurityGroupIngress').map(({ id, Properties }) => ({ id, ...Properties })),
  ]
  const open = rules.filter((rule) => JSON.stringify(rule).match(/"(0\.0\.0\.0\/0|::\/0)"/))
  assert.deepEqual(
    [...new Set(open.map(({ id, FromPort, ToPort }) => `${id.slice(0, -8)} ${FromPort} ${ToPort}`))].sort(),
    ['BalancerGroup 443 443', 'BalancerGroup 80 80'],
  )
  assert.ok(rules.length > open.length)
})

test('port 80 serves nothing but the way to 443, and 443 serves our host alone with TLS 1.2 and newer', () => {
  for (const { Properties } of everywhere('AWS::ElasticLoadBalancingV2::Listener')) {
    const [action] = Properties.DefaultActions
    if (Properties.Port === 80) assert.equal(action.RedirectConfig.Protocol, 'HTTPS')
    else {
      assert.equal(action.FixedResponseConfig.StatusCode, '404')
      assert.match(Properties.SslPolicy, /TLS13-1-2/)
    }
  }
  const hosts = everywhere('AWS::ElasticLoadBalancingV2::ListenerRule').flatMap(
    ({ Properties }) => Properties.Conditions[0].HostHeaderConfig.Values,
  )
  assert.deepEqual([...new Set(hosts)], ['jobs.example.org'])
})

test('everything that is stored is encrypted', () => {
  const plain = all().filter(({ Type, Properties }) => {
    switch (Type) {
      case 'AWS::S3::Bucket':
        return Properties.BucketEncryption === undefined
      case 'AWS::EC2::Volume':
        return Properties.Encrypted !== true || Properties.KmsKeyId === undefined
      case 'AWS::EC2::LaunchTemplate':
        return Properties.LaunchTemplateData.BlockDeviceMappings.some(
          (disk: { Ebs: { Encrypted?: boolean } }) => !disk.Ebs.Encrypted,
        )
      case 'AWS::ElastiCache::ReplicationGroup':
        return !(Properties.AtRestEncryptionEnabled && Properties.TransitEncryptionEnabled && Properties.KmsKeyId)
      case 'AWS::Logs::LogGroup':
        return Properties.KmsKeyId === undefined
      case 'AWS::SecretsManager::Secret':
        return Properties.KmsKeyId === undefined
      case 'AWS::SNS::Topic':
        return Properties.KmsMasterKeyId === undefined
      case 'AWS::ECR::Repository':
        return Properties.EncryptionConfiguration === undefined
      default:
        return false
    }
  })
  assert.deepEqual(ids(plain), [])
  for (const { Properties } of everywhere('AWS::KMS::Key')) assert.equal(Properties.EnableKeyRotation, true)
})

test('every bucket is closed to the public and refuses what does not come by TLS 1.2', () => {
  const policies = everywhere('AWS::S3::BucketPolicy')
  for (const bucket of everywhere('AWS::S3::Bucket')) {
    assert.deepEqual(
      Object.values(bucket.Properties.PublicAccessBlockConfiguration),
      [true, true, true, true],
      bucket.id,
    )
    const own = policies.find(({ Properties }) => Properties.Bucket.Ref === bucket.id)
    const denied = listOf<Statement>(own?.Properties.PolicyDocument.Statement).filter(({ Effect }) => Effect === 'Deny')
    const said = JSON.stringify(denied)
    assert.ok(said.includes('"aws:SecureTransport":"false"') && said.includes('"s3:TlsVersion":1.2'), bucket.id)
  }
})

test('machines answer for their rights by tokens only, and containers cannot ask at all', () => {
  const templates = everywhere('AWS::EC2::LaunchTemplate')
  assert.ok(templates.length >= 4)
  for (const { id, Properties } of templates) {
    const { HttpTokens, HttpPutResponseHopLimit } = Properties.LaunchTemplateData.MetadataOptions
    assert.deepEqual([HttpTokens, HttpPutResponseHopLimit], ['required', 1], id)
  }
  assert.equal(everywhere('AWS::AutoScaling::LaunchConfiguration').length, 0)
})

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

test('pages delete no file, and no service writes over the key file', () => {
  const of = (role: string) =>
    resources(made['pilot, nodes'] ?? synthesise(), 'AWS::IAM::Policy').flatMap(({ Properties }) =>
      JSON.stringify(Properties.Roles).includes(`TaskRole${role}`)
        ? (Properties.PolicyDocument.Statement as Statement[])
        : [],
    )
  const may = (role: string, action: string) => of(role).filter(({ Action }) => listOf(Action).includes(action))
  assert.equal(may('web', 's3:DeleteObject').length, 0)
  assert.equal(may('worker', 's3:DeleteObject').length, 1)
  for (const role of ['web', 'worker']) {
    const [write, ...more] = may(role, 's3:PutObject').filter(({ Resource }) =>
      JSON.stringify(Resource).includes('rolecall.keys'),
    )
    assert.deepEqual([write?.Condition, more.length], [{ Null: { 's3:if-none-match': 'false' } }, 0])
  }
  for (const role of ['web', 'worker', 'command']) assert.equal(may(role, 'secretsmanager:GetSecretValue').length, 0)
})

test('a task definition holds names of settings and secrets, and no value of either', () => {
  for (const { Properties } of everywhere('AWS::ECS::TaskDefinition'))
    for (const { Environment, Secrets, Name } of Properties.ContainerDefinitions) {
      assert.equal(Environment, undefined)
      const secret = listOf<{ Name: string; ValueFrom: unknown }>(Secrets).filter((given) =>
        /TOKEN|SECRET|DATABASE_URL|REDIS_URL|SMTP_URL/.test(given.Name),
      )
      if (Name === 'product') assert.ok(secret.length >= 5)
      for (const { ValueFrom } of secret) assert.doesNotMatch(JSON.stringify(ValueFrom), /:parameter/)
    }
  for (const one of Object.values(made)) assert.doesNotMatch(one.text, /BEGIN (RSA |EC )?PRIVATE KEY|AKIA[A-Z0-9]{16}/)
})

test('containers run without root, without rights of the kernel, on an image that cannot be written to', () => {
  for (const { Properties } of everywhere('AWS::ECS::TaskDefinition'))
    for (const container of Properties.ContainerDefinitions) {
      assert.equal(container.User, '1000:1000')
      assert.equal(container.ReadonlyRootFilesystem, true)
      assert.deepEqual(container.LinuxParameters.Capabilities.Drop, ['ALL'])
      assert.notEqual(container.Privileged, true)
    }
})

test('a task leaves in order: readiness, two health checks, the longest request, and only then the end', () => {
  const [targets] = everywhere('AWS::ElasticLoadBalancingV2::TargetGroup')
  const check = targets?.Properties
  const parameters = resources(made['pilot, nodes'] ?? synthesise(), 'AWS::SSM::Parameter')
  const drain = Number(
    parameters.find(({ Properties }) => Properties.Name.endsWith('/DRAIN_SECONDS'))?.Properties.Value,
  )
  const longestRequest = 30
  assert.equal(check.HealthCheckPath, '/readyz')
  assert.ok(drain >= 2 * check.HealthCheckIntervalSeconds)
  const delay = check.TargetGroupAttributes.find(
    (one: { Key: string }) => one.Key === 'deregistration_delay.timeout_seconds',
  )
  assert.ok(Number(delay.Value) >= drain)
  for (const { Properties } of everywhere('AWS::ECS::TaskDefinition'))
    for (const { Name, StopTimeout } of Properties.ContainerDefinitions)
      if (Name === 'product') assert.ok(StopTimeout > Number(delay.Value) + drain + longestRequest)
})

test('a deployment keeps all tasks, and is taken back by itself', () => {
  const services = everywhere('AWS::ECS::Service')
  assert.equal(services.length, 2 * Object.keys(made).length)
  for (const { Properties, DependsOn } of services) {
    const { DeploymentCircuitBreaker, MinimumHealthyPercent, Alarms } = Properties.DeploymentConfiguration
    assert.deepEqual(DeploymentCircuitBreaker, { Enable: true, Rollback: true })
    assert.equal(MinimumHealthyPercent, 100)
    assert.deepEqual([Alarms.Enable, Alarms.Rollback, Alarms.AlarmNames.length], [true, true, 1])
    assert.ok(DependsOn?.some((id) => id.startsWith('Cluster')))
  }
})

test('what holds data outlives its stack', () => {
  const kept = ['AWS::S3::Bucket', 'AWS::EC2::Volume', 'AWS::KMS::Key', 'AWS::ECR::Repository']
  for (const { id, Type, DeletionPolicy, UpdateReplacePolicy } of all())
    if (kept.includes(Type)) assert.deepEqual([DeletionPolicy, UpdateReplacePolicy], ['Retain', 'Retain'], id)
  for (const { base, data } of Object.values(made)) assert.ok(base.terminationProtection && data.terminationProtection)
  for (const { Properties } of everywhere('AWS::ElasticLoadBalancingV2::LoadBalancer'))
    assert.equal(
      Properties.LoadBalancerAttributes.find((one: { Key: string }) => one.Key === 'deletion_protection.enabled').Value,
      'true',
    )
})

test('who came in is logged: at the balancer, in the network, at the buckets, at CloudFront and at the firewall', () => {
  const attributes = everywhere('AWS::ElasticLoadBalancingV2::LoadBalancer').flatMap(
    ({ Properties }) => Properties.LoadBalancerAttributes,
  )
  assert.ok(attributes.some((one) => one.Key === 'access_logs.s3.enabled' && one.Value === 'true'))
  assert.ok(everywhere('AWS::EC2::FlowLog').every(({ Properties }) => Properties.TrafficType === 'ALL'))
  assert.deepEqual(
    ids(everywhere('AWS::S3::Bucket').filter(({ Properties }) => Properties.LoggingConfiguration === undefined)),
    ['Logs6819BB44'],
  )
  assert.ok(
    everywhere('AWS::CloudFront::Distribution').every(({ Properties }) => Properties.DistributionConfig.Logging),
  )
  for (const type of ['AWS::EC2::FlowLog', 'AWS::WAFv2::LoggingConfiguration'])
    assert.equal(everywhere(type).length, Object.keys(made).length)
  for (const { id, Properties } of everywhere('AWS::Logs::LogGroup')) assert.ok(Properties.RetentionInDays <= 90, id)
})

test('no firewall rule looks into a webhook or counts it', () => {
  for (const { Properties } of everywhere('AWS::WAFv2::WebACL'))
    for (const { Name, Statement } of Properties.Rules) {
      const { ScopeDownStatement } = Statement.ManagedRuleGroupStatement ?? Statement.RateBasedStatement
      const { ByteMatchStatement } = ScopeDownStatement.NotStatement.Statement
      assert.deepEqual(
        [ByteMatchStatement.SearchString, ByteMatchStatement.PositionalConstraint],
        ['/webhooks/whatsapp', 'EXACTLY'],
        Name,
      )
    }
})

test('there are three zones, and one member of the replica set in each, started one after the other', () => {
  const one = made['pilot, nodes'] ?? synthesise()
  const zones = resources(one, 'AWS::EC2::Subnet').map(({ Properties }) => Properties.AvailabilityZone['Fn::Select'][0])
  assert.deepEqual([...new Set(zones)].sort(), [0, 1, 2])
  const groups = resources(one, 'AWS::AutoScaling::AutoScalingGroup').filter(({ id }) => id.startsWith('Mongo'))
  assert.deepEqual(
    groups.map(({ Properties }) => [Properties.MinSize, Properties.MaxSize, Properties.VPCZoneIdentifier.length]),
    [
      ['1', '1', 1],
      ['1', '1', 1],
      ['1', '1', 1],
    ],
  )
  const volumes = resources(one, 'AWS::EC2::Volume').map(({ Properties }) =>
    JSON.stringify(Properties.AvailabilityZone),
  )
  assert.equal(new Set(volumes).size, 3)
  groups.slice(1).forEach(({ DependsOn }, index) => assert.ok(DependsOn?.includes(groups[index]?.id ?? '')))
  assert.equal(resources(made['city, url'] ?? synthesise(), 'AWS::EC2::Volume').length, 0)
})

test('a snapshot to restore from makes all three volumes anew from it', () => {
  const restored = synthesise({ mongo: { kind: 'nodes', restoreFrom: 'snap-0123456789abcdef0' } })
  const from = resources(restored, 'AWS::EC2::Volume').map(({ Properties }) => Properties.SnapshotId)
  assert.deepEqual(from, Array(3).fill('snap-0123456789abcdef0'))
})

test('the image is named by a digest, and nothing else is accepted', () => {
  for (const { templates } of Object.values(made)) {
    const { ImageDigest } = JSON.parse(JSON.stringify(templates.app)).Parameters
    assert.equal(ImageDigest.AllowedPattern, '^sha256:[0-9a-f]{64}$')
  }
})

test('only the one workflow of the one repository may take the role that deploys', () => {
  const [role] = everywhere('AWS::IAM::Role').filter(({ Properties }) => Properties.RoleName === 'rolecall-deploy')
  const [trust] = role?.Properties.AssumeRolePolicyDocument.Statement ?? []
  assert.equal(
    trust.Condition.StringEquals['token.actions.githubusercontent.com:sub'],
    'repo:example/rolecall:environment:production',
  )
  assert.equal(everywhere('AWS::IAM::User').length + everywhere('AWS::IAM::AccessKey').length, 0)
})

test('every alarm is told to somebody, when it begins and when it ends', () => {
  const alarms = everywhere('AWS::CloudWatch::Alarm').filter(
    ({ Properties }) => !Properties.AlarmDescription?.startsWith('DO NOT EDIT'),
  )
  const told = alarms.filter(
    ({ Properties }) => Properties.AlarmActions?.length === 1 && Properties.OKActions?.length === 1,
  )
  const scaling = alarms.filter(
    ({ Properties }) =>
      JSON.stringify(Properties.AlarmActions).includes('ScalingPolicy') ||
      JSON.stringify(Properties.AlarmActions).includes('QueueAge'),
  )
  assert.deepEqual(ids(alarms.filter((alarm) => !told.includes(alarm) && !scaling.includes(alarm))), [])
  const names = told.map(({ Properties }) => Properties.AlarmName)
  for (const name of [
    'server-errors',
    'unhealthy-targets',
    'queue-age',
    'cpu-web',
    'cache-memory-1',
    'cache-evictions-1',
    'mongo-disk-a',
    'certificate',
  ])
    assert.ok(names.includes(`rolecall-${name}`), name)
})
