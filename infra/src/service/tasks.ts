import { Duration, Size, type Stack } from 'aws-cdk-lib'
import {
  AwsLogDriverMode,
  Capability,
  type ContainerDefinition,
  type ContainerDefinitionOptions,
  ContainerDependencyCondition,
  ContainerImage,
  Ec2TaskDefinition,
  Secret as EcsSecret,
  LinuxParameters,
  LogDrivers,
  NetworkMode,
} from 'aws-cdk-lib/aws-ecs'
import type { Role } from 'aws-cdk-lib/aws-iam'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Deployment } from '../deployment.ts'
import { reporter } from '../sizes.ts'
import type { BaseStack } from '../stacks/base.ts'
import type { DataStack } from '../stacks/data.ts'
import { authorityPath, createEnvironment, type Environment } from './environment.ts'
import type { Logs } from './logs.ts'
import { reporterScript } from './reporter.ts'
import { createExecutionRole, createTaskRole } from './task-roles.ts'
import { containerPort, timing } from './timing.ts'

export type Tasks = { readonly [kind in 'web' | 'worker' | 'command']: Ec2TaskDefinition }
export type TaskParts = {
  readonly deployment: Deployment
  readonly base: BaseStack
  readonly data: DataStack
  readonly image: string
  readonly logs: Logs
}

/** One image, three kinds of task: pages, work, and the operator's commands. */
export const createTasks = (stack: Stack, parts: TaskParts): Tasks => {
  const { deployment, logs } = parts
  const shared = {
    ...parts,
    executionRole: createExecutionRole(stack, parts),
    environment: createEnvironment(stack, parts),
  }
  const web = createTask(stack, 'web', shared)
  const worker = createTask(stack, 'worker', shared)
  const command = createTask(stack, 'command', shared)
  web.product.addPortMappings({ containerPort })
  const report = worker.task.addContainer('reporter', {
    ...bounded(stack, 'Reporter', { image: parts.image, log: logs.reporter }),
    command: ['node', '--max-old-space-size=48', '-e', reporterScript(deployment.name)],
    cpu: reporter.cpu,
    memoryLimitMiB: reporter.memoryMiB,
    essential: false,
  })
  report.addLink(worker.product, 'product')
  report.addContainerDependencies({ container: worker.product, condition: ContainerDependencyCondition.START })
  return { web: web.task, worker: worker.task, command: command.task }
}

type Kind = keyof Tasks
type Made = { readonly task: Ec2TaskDefinition; readonly product: ContainerDefinition }

type Shared = TaskParts & { readonly executionRole: Role; readonly environment: Environment }

const createTask = (stack: Stack, kind: Kind, parts: Shared): Made => {
  const { deployment, base, image, logs, executionRole, environment } = parts
  const { cpu, memoryMiB } = deployment.capacity[kind === 'web' ? 'web' : 'worker']
  const task = new Ec2TaskDefinition(stack, `Task${kind}`, {
    family: `${deployment.name}-${kind}`,
    networkMode: NetworkMode.BRIDGE,
    executionRole,
    taskRole: createTaskRole(stack, kind, parts),
    // The image's own rights hold in it, so that the product, which is not root, may write.
    volumes: [{ name: 'data' }],
  })
  const data = { containerPath: '/data', sourceVolume: 'data', readOnly: false }
  const product = task.addContainer('product', {
    ...bounded(stack, `Product${kind}`, { image, log: logs[kind] }),
    // A command names its own program when it is run.
    command: ['node', `--max-old-space-size=${Math.floor(memoryMiB * 0.6)}`, 'apps/server/src/main.ts'],
    secrets: environment.given(kind),
    dockerLabels: { 'rolecall.settings': environment.fingerprint },
    cpu,
    memoryLimitMiB: memoryMiB,
    stopTimeout: Duration.seconds(timing.stopSeconds),
    healthCheck: readiness(kind),
  })
  product.addMountPoints(data)
  if (base.secrets.mongo.kind === 'nodes') {
    const authority = task.addContainer('authority', {
      ...bounded(stack, `Authority${kind}`, { image, log: logs[kind] }),
      command: ['node', '-e', `fs.writeFileSync('${authorityPath}', process.env.AUTHORITY)`],
      secrets: { AUTHORITY: EcsSecret.fromSecretsManager(base.secrets.mongo.tls, 'ca') },
      memoryLimitMiB: 128,
      essential: false,
    })
    authority.addMountPoints(data)
    product.addContainerDependencies({ container: authority, condition: ContainerDependencyCondition.SUCCESS })
  }
  return { task, product }
}

/** What bounds every container: no root, nothing of the image can be written, no rights of the kernel. */
const bounded = (
  stack: Stack,
  id: string,
  { image, log }: { readonly image: string; readonly log: LogGroup },
): ContainerDefinitionOptions => {
  const linuxParameters = new LinuxParameters(stack, `${id}Linux`, { initProcessEnabled: true })
  linuxParameters.dropCapabilities(Capability.ALL)
  linuxParameters.addTmpfs({ containerPath: '/tmp', size: 256, mountOptions: [] })
  return {
    image: ContainerImage.fromRegistry(image),
    user: '1000:1000',
    readonlyRootFilesystem: true,
    dockerSecurityOptions: ['no-new-privileges'],
    linuxParameters,
    logging: LogDrivers.awsLogs({
      logGroup: log,
      streamPrefix: 'task',
      mode: AwsLogDriverMode.NON_BLOCKING,
      maxBufferSize: Size.mebibytes(8),
    }),
  }
}

/**
 * The balancer asks pages whether they are ready. A container is ended only when it has not been ready for five minutes: a database
 * that is away for less must not end what waits for it.
 */
const readiness = (kind: Kind): NonNullable<ContainerDefinitionOptions['healthCheck']> => {
  const ask = `fetch('http://127.0.0.1:${containerPort}/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))`
  return {
    // A command has no server: it is well while it runs.
    command: kind === 'command' ? ['CMD', 'true'] : ['CMD', 'node', '-e', ask],
    interval: Duration.seconds(30),
    timeout: Duration.seconds(10),
    retries: 10,
    startPeriod: Duration.seconds(120),
  }
}
