// Runs in AWS Lambda, called by Secrets Manager once for each step. From `setSecret` on the cache takes two tokens, the one that
// holds and the next, so that tasks which began with the former work until the following rotation.
const elastiCache = require('@aws-sdk/client-elasticache')
const { ECSClient, UpdateServiceCommand } = require('@aws-sdk/client-ecs')
const secretsManager = require('@aws-sdk/client-secrets-manager')

const secrets = new secretsManager.SecretsManagerClient()
const cache = new elastiCache.ElastiCacheClient()
const ecs = new ECSClient()
const { CLUSTER, SERVICES, URL_SECRET, CACHE, PAUSE_MS = '5000' } = process.env

const read = async (SecretId, VersionStage = 'AWSCURRENT', VersionId = undefined) => {
  const asked = new secretsManager.GetSecretValueCommand({ SecretId, VersionStage, VersionId })
  return JSON.parse((await secrets.send(asked)).SecretString)
}
const write = (SecretId, value, more) =>
  secrets.send(new secretsManager.PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(value), ...more }))
const group = async () => {
  const found = await cache.send(new elastiCache.DescribeReplicationGroupsCommand({ ReplicationGroupId: CACHE }))
  return found.ReplicationGroups[0]
}

const steps = {
  async createSecret(id, token) {
    const made = await read(id, 'AWSPENDING', token).catch(() => undefined)
    if (made !== undefined) return
    const random = new secretsManager.GetRandomPasswordCommand({ ExcludePunctuation: true, PasswordLength: 48 })
    const { RandomPassword } = await secrets.send(random)
    await write(
      id,
      { ...(await read(id)), token: RandomPassword },
      { ClientRequestToken: token, VersionStages: ['AWSPENDING'] },
    )
  },
  async setSecret(id) {
    const { token } = await read(id, 'AWSPENDING')
    const change = { AuthToken: token, AuthTokenUpdateStrategy: 'ROTATE', ApplyImmediately: true }
    await cache.send(new elastiCache.ModifyReplicationGroupCommand({ ReplicationGroupId: CACHE, ...change }))
  },
  async testSecret() {
    for (let turn = 0; turn < 48; turn += 1) {
      const { Status, PendingModifiedValues } = await group()
      if (Status === 'available' && PendingModifiedValues?.AuthTokenStatus === undefined) return
      await new Promise((resolve) => setTimeout(resolve, Number(PAUSE_MS)))
    }
    throw new Error('the cache did not take the next token in time')
  },
  async finishSecret(id, token, versions) {
    const next = await read(id, 'AWSPENDING')
    const { url } = await read(URL_SECRET)
    const address = new URL(url)
    address.password = next.token
    await write(URL_SECRET, { url: address.href })
    const before = Object.keys(versions).find((version) => versions[version].includes('AWSCURRENT'))
    const move = { SecretId: id, VersionStage: 'AWSCURRENT', MoveToVersionId: token, RemoveFromVersionId: before }
    if (before !== token) await secrets.send(new secretsManager.UpdateSecretVersionStageCommand(move))
    for (const service of SERVICES.split(',')) await restart(service)
  },
}

/** Before the first deployment there is nothing to restart. */
const restart = (service) =>
  ecs.send(new UpdateServiceCommand({ cluster: CLUSTER, service, forceNewDeployment: true })).catch((error) => {
    if (!['ClusterNotFoundException', 'ServiceNotFoundException', 'ServiceNotActiveException'].includes(error.name))
      throw error
  })

exports.handler = async ({ SecretId, ClientRequestToken, Step }) => {
  const { VersionIdsToStages } = await secrets.send(new secretsManager.DescribeSecretCommand({ SecretId }))
  const stages = VersionIdsToStages[ClientRequestToken]
  if (stages === undefined) throw new Error('this version of the secret is not known')
  if (stages.includes('AWSCURRENT')) return
  await steps[Step](SecretId, ClientRequestToken, VersionIdsToStages)
}
