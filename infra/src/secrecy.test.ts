import assert from 'node:assert/strict'
import { test } from 'node:test'
import { all, everywhere, ids, listOf, made, type Statement } from './installations.ts'

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
