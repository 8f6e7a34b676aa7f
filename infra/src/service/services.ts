import { Aspects, Duration, type Stack } from 'aws-cdk-lib'
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch'
import {
  AlarmBehavior,
  AvailabilityZoneRebalancing,
  CfnClusterCapacityProviderAssociations,
  CfnService,
  DeploymentControllerType,
  Ec2Service,
  type Ec2ServiceProps,
  PlacementStrategy,
  PropagatedTagSource,
} from 'aws-cdk-lib/aws-ecs'
import type { Deployment } from '../deployment.ts'
import { serviceName } from '../names.ts'
import type { ServiceAlarms } from '../watch/service-alarms.ts'
import type { Balancer } from './balancer.ts'
import type { Hosts } from './cluster.ts'
import type { Tasks } from './tasks.ts'
import { containerPort } from './timing.ts'

export type Services = { readonly web: Ec2Service; readonly worker: Ec2Service }
type Parts = {
  readonly deployment: Deployment
  readonly cluster: Hosts
  readonly tasks: Tasks
  readonly balancer: Balancer
  readonly alarms: ServiceAlarms
}

/** New tasks first, old ones go when the new are healthy; what does not become healthy, or raises an alarm, is taken back. */
export const createServices = (stack: Stack, { deployment, cluster, tasks, balancer, alarms }: Parts): Services => {
  const create = (role: 'web' | 'worker', watched: readonly Alarm[], more: Partial<Ec2ServiceProps>): Ec2Service =>
    new Ec2Service(stack, `Service${role}`, {
      serviceName: serviceName(deployment.name, role),
      cluster: cluster.cluster,
      taskDefinition: tasks[role],
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      circuitBreaker: { enable: true, rollback: true },
      deploymentController: { type: DeploymentControllerType.ECS },
      deploymentAlarms: {
        alarmNames: watched.map(({ alarmName }) => alarmName),
        behavior: AlarmBehavior.ROLLBACK_ON_ALARM,
      },
      capacityProviderStrategies: [{ capacityProvider: cluster.capacityProvider.capacityProviderName, weight: 1 }],
      placementStrategies: [
        PlacementStrategy.spreadAcross('attribute:ecs.availability-zone'),
        PlacementStrategy.spreadAcrossInstances(),
      ],
      availabilityZoneRebalancing: AvailabilityZoneRebalancing.ENABLED,
      propagateTags: PropagatedTagSource.SERVICE,
      enableECSManagedTags: true,
      enableExecuteCommand: false,
      ...more,
    })
  const web = create('web', alarms.ofWeb, { healthCheckGracePeriod: Duration.seconds(180) })
  balancer.targets.addTarget(web.loadBalancerTarget({ containerName: 'product', containerPort }))
  const services = { web, worker: create('worker', alarms.ofWorker, {}) }
  waitForCapacity(stack, Object.values(services))
  for (const role of ['web', 'worker'] as const) services[role].node.addDependency(tasks[role].obtainExecutionRole())
  return services
}

/** A service that comes before its cluster knows the hosts is refused; the CDK makes that tie at synthesis only. */
const waitForCapacity = (stack: Stack, services: readonly Ec2Service[]): void =>
  Aspects.of(stack).add({
    visit: (node) => {
      if (node instanceof CfnClusterCapacityProviderAssociations)
        for (const service of services)
          for (const child of service.node.children) if (child instanceof CfnService) child.addResourceDependency(node)
    },
  })
