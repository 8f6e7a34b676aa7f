import { readFileSync } from 'node:fs'
import { Duration, Fn, Lazy, RemovalPolicy, Size, type Stack, Tags } from 'aws-cdk-lib'
import type { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling'
import {
  AutoScalingGroup,
  GroupMetrics,
  HealthChecks,
  ScalingEvents,
  Signals,
  UpdatePolicy,
} from 'aws-cdk-lib/aws-autoscaling'
import {
  AmazonLinuxCpuType,
  BlockDeviceVolume,
  CfnVolume,
  EbsDeviceVolumeType,
  InstanceType,
  LaunchTemplate,
  LaunchTemplateHttpTokens,
  MachineImage,
  SubnetFilter,
  SubnetType,
  UserData,
} from 'aws-cdk-lib/aws-ec2'
import { memberTag, mongoHost, snapshotTag, zoneLetters } from '../names.ts'
import { createNodeRole } from './node-role.ts'
import type { NodeParts } from './parts.ts'

export const nodeScript = new URL('./node.sh', import.meta.url)
/** Replacements take the newest release of this series. */
export const mongoSeries = '8.0'

export const createNode = (stack: Stack, parts: NodeParts): { group: AutoScalingGroup } => {
  const { deployment, letter, index, network, eventTopic } = parts
  const host = mongoHost(deployment.name, letter)
  const volume = dataVolume(stack, parts, host)
  const groupName = `${deployment.name}-mongo-${letter}`
  const role = createNodeRole(stack, { ...parts, host, volume, groupName })
  // The script tells its own group of its start, which is made after it.
  const groupId: string = Lazy.string({
    produce: () => stack.getLogicalId(group.node.defaultChild as CfnAutoScalingGroup),
  })
  const userData = UserData.custom(nodeUserData(stack, { ...parts, host, volume, groupId, groupName }))
  const template = new LaunchTemplate(stack, `MongoTemplate${letter.toUpperCase()}`, {
    launchTemplateName: groupName,
    machineImage: MachineImage.latestAmazonLinux2023({ cpuType: AmazonLinuxCpuType.ARM_64 }),
    instanceType: new InstanceType(deployment.capacity.mongo.instanceType),
    securityGroup: network.mongo,
    role,
    userData,
    httpTokens: LaunchTemplateHttpTokens.REQUIRED,
    httpPutResponseHopLimit: 1,
    detailedMonitoring: true,
    blockDevices: [
      {
        deviceName: '/dev/xvda',
        volume: BlockDeviceVolume.ebs(20, { encrypted: true, volumeType: EbsDeviceVolumeType.GP3 }),
      },
    ],
  })
  const group: AutoScalingGroup = new AutoScalingGroup(stack, `Mongo${letter.toUpperCase()}`, {
    autoScalingGroupName: groupName,
    vpc: network.vpc,
    vpcSubnets: {
      subnetType: SubnetType.PRIVATE_WITH_EGRESS,
      subnetFilters: [SubnetFilter.byIds([network.vpc.privateSubnets[index]?.subnetId ?? ''])],
    },
    launchTemplate: template,
    minCapacity: 1,
    maxCapacity: 1,
    healthChecks: HealthChecks.ec2({ gracePeriod: Duration.minutes(15) }),
    groupMetrics: [GroupMetrics.all()],
    notifications: [{ topic: eventTopic, scalingEvents: ScalingEvents.ALL }],
    signals: Signals.waitForAll({ timeout: Duration.minutes(60) }),
    updatePolicy: UpdatePolicy.rollingUpdate({ maxBatchSize: 1, minInstancesInService: 0 }),
  })
  // The first start needs its rights and a way out.
  group.node.addDependency(role, ...network.vpc.privateSubnets.map((subnet) => subnet.internetConnectivityEstablished))
  Tags.of(group).add(memberTag, host)
  return { group }
}

type UserDataParts = NodeParts & {
  readonly host: string
  readonly volume: CfnVolume
  readonly groupId: string
  readonly groupName: string
}

const nodeUserData = (stack: Stack, parts: UserDataParts): string => {
  const { deployment, secrets, zone, logGroup, host, volume, groupId, groupName } = parts
  const [firstLine, ...script] = readFileSync(nodeScript, 'utf8').split('\n')
  const known = {
    REGION: stack.region,
    STACK: stack.stackName,
    GROUP_ID: groupId,
    GROUP_NAME: groupName,
    HOST: host,
    ZONE_ID: zone.hostedZoneId,
    VOLUME_ID: volume.ref,
    KEY_FILE_SECRET: secrets.keyFile.secretArn,
    TLS_SECRET: secrets.tls.secretArn,
    ADMIN_SECRET: secrets.admin.secretArn,
    APP_SECRET: secrets.app.secretArn,
    MEMBERS: zoneLetters.map((letter) => mongoHost(deployment.name, letter)).join(','),
    LOG_GROUP: logGroup.logGroupName,
    MONGO_SERIES: mongoSeries,
  }
  const variables = Object.entries(known).map(([variable, value]) => `export ${variable}='${value}'`)
  return [firstLine, ...variables, ...script].join('\n')
}

/** It outlives its machine and the stack; another snapshot to restore from makes a new one and leaves the former. */
const dataVolume = (stack: Stack, { deployment, keys, network, letter, index }: NodeParts, host: string): CfnVolume => {
  const { mongo, capacity } = deployment
  const volume = new CfnVolume(stack, `MongoVolume${letter.toUpperCase()}`, {
    availabilityZone: network.vpc.privateSubnets[index]?.availabilityZone ?? Fn.select(index, Fn.getAzs()),
    size: Size.gibibytes(capacity.mongo.volumeGiB).toGibibytes(),
    volumeType: 'gp3',
    iops: capacity.mongo.iops,
    throughput: capacity.mongo.throughputMiBps,
    encrypted: true,
    kmsKeyId: keys.data.keyArn,
    ...(mongo.kind === 'nodes' && mongo.restoreFrom !== undefined ? { snapshotId: mongo.restoreFrom } : {}),
  })
  volume.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
  Tags.of(volume).add(snapshotTag, deployment.name)
  Tags.of(volume).add(memberTag, host)
  return volume
}
