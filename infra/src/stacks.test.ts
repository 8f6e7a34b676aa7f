import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all, everywhere, ids, made, pilot, sizes } from './installations.ts'
import { resources, type Synthesised, synthesise } from './synthesise.ts'

for (const size of sizes)
  test(`${size}: the same description gives the same templates`, () => {
    assert.equal(synthesise({ size }).text, made[`${size}, nodes`]?.text)
  })

test('a task leaves in order: readiness, two health checks, the longest request, and only then the end', () => {
  const [targets] = everywhere('AWS::ElasticLoadBalancingV2::TargetGroup')
  const check = targets?.Properties
  const parameters = resources(pilot, 'AWS::SSM::Parameter')
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

test('what holds data outlives its stack, but not a creation that failed: its name would stand in the way of the next one', () => {
  const kept = ['AWS::S3::Bucket', 'AWS::EC2::Volume', 'AWS::KMS::Key', 'AWS::ECR::Repository']
  for (const { id, Type, DeletionPolicy, UpdateReplacePolicy } of all()) {
    if (kept.includes(Type))
      assert.deepEqual([DeletionPolicy, UpdateReplacePolicy], ['RetainExceptOnCreate', 'Retain'], id)
    assert.notEqual(DeletionPolicy, 'Retain', id)
  }
  for (const { base, data } of Object.values(made)) assert.ok(base.terminationProtection && data.terminationProtection)
  for (const { Properties } of everywhere('AWS::ElasticLoadBalancingV2::LoadBalancer'))
    assert.equal(
      Properties.LoadBalancerAttributes.find((one: { Key: string }) => one.Key === 'deletion_protection.enabled').Value,
      'true',
    )
})

test('there are three zones, and one member of the replica set in each, started one after the other', () => {
  const one = pilot
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
  for (const [index, { DependsOn }] of groups.slice(1).entries())
    assert.ok(DependsOn?.includes(groups[index]?.id ?? ''))
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

test('who is erased is out of snapshots and of versions of uploads within seven days', () => {
  for (const { Properties } of everywhere('AWS::DLM::LifecyclePolicy'))
    for (const { RetainRule } of Properties.PolicyDetails.Schedules)
      assert.ok(RetainRule.IntervalUnit === 'DAYS' && RetainRule.Interval <= 7)
  const uploads = everywhere('AWS::S3::Bucket').filter(({ id }) => id.startsWith('Uploads'))
  const ends = uploads.flatMap(({ Properties }) =>
    Properties.LifecycleConfiguration.Rules.flatMap(
      (rule: { NoncurrentVersionExpiration?: { NoncurrentDays: number } }) =>
        rule.NoncurrentVersionExpiration?.NoncurrentDays ?? [],
    ),
  )
  assert.deepEqual(
    ends,
    uploads.flatMap(() => [7, 1]),
  )
})

test('where CloudFront delivers no logs, it is asked for none', () => {
  const logging = (one: Synthesised) =>
    resources(one, 'AWS::CloudFront::Distribution').map(({ Properties }) => Properties.DistributionConfig.Logging)
  assert.ok(logging(pilot).every((to) => to.Prefix === 'assets/'))
  const certificateArn = 'arn:aws:acm:af-south-1:111122223333:certificate/1'
  assert.deepEqual(logging(synthesise({ region: 'af-south-1', certificateArn })), [undefined])
})
