/** Names that two stacks, the workflow or the operator's commands must agree on. */
export const assetsBucketName = (name: string, account: string, region: string): string =>
  `${name}-assets-${account}-${region}`
export const uploadsBucketName = (name: string, account: string, region: string): string =>
  `${name}-uploads-${account}-${region}`
export const keyFileBucketName = (name: string, account: string, region: string): string =>
  `${name}-keys-${account}-${region}`
/** Where `npm run assets:push` puts static files in that bucket. */
export const assetsPrefix = 'static'
/** Where the product keeps files in the bucket of uploads, and among them the index that new tasks start from. */
export const filesPrefix = 'files'
export const indexPrefix = `${filesPrefix}/index`
export const clusterName = (name: string): string => name
export const serviceName = (name: string, role: 'web' | 'worker'): string => `${name}-${role}`
export const privateDomain = (name: string): string => `${name}.internal`
export const zoneLetters = ['a', 'b', 'c'] as const
export const mongoHost = (name: string, letter: (typeof zoneLetters)[number]): string =>
  `mongo-${letter}.${privateDomain(name)}`
/** Where telemetry listens inside a task, for the reporter beside it. */
export const metricsPort = 9464
export const queueMetric = { namespace: 'Rolecall', name: 'rolecall_tasks_oldest_seconds' } as const

/** What a snapshot policy finds volumes by, and a member of the replica set its own. */
export const snapshotTag = 'rolecall:snapshots'
export const memberTag = 'rolecall:member'
