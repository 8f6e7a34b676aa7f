import { Duration, type Stack } from 'aws-cdk-lib'
import {
  AutoScalingGroup,
  GroupMetrics,
  HealthChecks,
  ScalingEvents,
  TerminationPolicy,
  UpdatePolicy,
} from 'aws-cdk-lib/aws-autoscaling'
import {
  BlockDeviceVolume,
  EbsDeviceVolumeType,
  InstanceType,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  SubnetType,
  UserData,
} from 'aws-cdk-lib/aws-ec2'
import {
  AmiHardwareType,
  AsgCapacityProvider,
  Cluster,
  ContainerInsights,
  EcsOptimizedImage,
} from 'aws-cdk-lib/aws-ecs'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import type { Deployment } from '../deployment.ts'
import { clusterName } from '../names.ts'
import type { Network } from '../network/network.ts'
import { createHostRole } from './host-role.ts'
import { timing } from './timing.ts'

export type Hosts = {
  readonly cluster: Cluster
  readonly capacityProvider: AsgCapacityProvider
  readonly group: AutoScalingGroup
}
type Parts = { readonly deployment: Deployment; readonly network: Network; readonly eventTopic: Topic }

/** Hosts that come and go with the tasks: a host that leaves is drained first, so its tasks end as in a deployment. */
export const createCluster = (stack: Stack, parts: Parts): Hosts => {
  const { deployment, network, eventTopic } = parts
  const { name, capacity } = deployment
  const cluster = new Cluster(stack, 'Cluster', {
    clusterName: clusterName(name),
    vpc: network.vpc,
    containerInsightsV2: ContainerInsights.ENABLED,
  })
  const group = new AutoScalingGroup(stack, 'Hosts', {
    autoScalingGroupName: `${name}-hosts`,
    vpc: network.vpc,
    vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    launchTemplate: hostTemplate(stack, parts),
    minCapacity: capacity.hosts.min,
    maxCapacity: capacity.hosts.max,
    maxInstanceLifetime: Duration.days(30),
    healthChecks: HealthChecks.ec2({ gracePeriod: Duration.minutes(5) }),
    terminationPolicies: [TerminationPolicy.OLDEST_LAUNCH_TEMPLATE, TerminationPolicy.DEFAULT],
    groupMetrics: [GroupMetrics.all()],
    notifications: [{ topic: eventTopic, scalingEvents: ScalingEvents.ALL }],
    updatePolicy: UpdatePolicy.rollingUpdate({
      // A release waits for it where AWS has a newer image for hosts.
      maxBatchSize: Math.max(1, Math.floor(capacity.hosts.min / 3)),
      minInstancesInService: capacity.hosts.min,
      pauseTime: Duration.minutes(5),
    }),
  })
  const capacityProvider = new AsgCapacityProvider(stack, 'HostsProvider', {
    capacityProviderName: `${name}-hosts`,
    autoScalingGroup: group,
    enableManagedScaling: true,
    targetCapacityPercent: 100,
    enableManagedDraining: true,
    // Draining is enough, and a host that may not leave would hold up the replacement of all by a new image.
    enableManagedTerminationProtection: false,
  })
  cluster.addAsgCapacityProvider(capacityProvider)
  cluster.addDefaultCapacityProviderStrategy([{ capacityProvider: capacityProvider.capacityProviderName, weight: 1 }])
  return { cluster, capacityProvider, group }
}

const hostTemplate = (stack: Stack, { deployment, network }: Parts): LaunchTemplate => {
  const userData = UserData.forLinux()
  userData.addCommands(
    `echo ECS_CONTAINER_STOP_TIMEOUT=${timing.stopSeconds}s >> /etc/ecs/ecs.config`,
    'echo ECS_IMAGE_PULL_BEHAVIOR=prefer-cached >> /etc/ecs/ecs.config',
    'echo ECS_ENABLE_TASK_IAM_ROLE=true >> /etc/ecs/ecs.config',
    // Logs are written with the rights of the task, not of the host.
    'echo ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true >> /etc/ecs/ecs.config',
  )
  return new LaunchTemplate(stack, 'HostTemplate', {
    launchTemplateName: `${deployment.name}-hosts`,
    machineImage: EcsOptimizedImage.amazonLinux2023(AmiHardwareType.ARM),
    instanceType: new InstanceType(deployment.capacity.hosts.instanceType),
    securityGroup: network.hosts,
    role: createHostRole(stack, deployment.name),
    userData,
    httpTokens: LaunchTemplateHttpTokens.REQUIRED,
    // One hop is the host itself: a container cannot ask for the host's rights.
    httpPutResponseHopLimit: 1,
    detailedMonitoring: true,
    blockDevices: [
      {
        deviceName: '/dev/xvda',
        volume: BlockDeviceVolume.ebs(50, {
          encrypted: true,
          volumeType: EbsDeviceVolumeType.GP3,
          deleteOnTermination: true,
        }),
      },
    ],
  })
}
