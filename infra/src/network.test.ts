import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everywhere, ids, listOf, made } from './installations.ts'

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
