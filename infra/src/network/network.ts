import { Fn, type Stack } from 'aws-cdk-lib'
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Deployment } from '../deployment.ts'

export type Network = {
  readonly vpc: Vpc
  /** Each group names who may reach it; nothing but the balancer is reached from outside. */
  readonly balancer: SecurityGroup
  readonly hosts: SecurityGroup
  readonly cache: SecurityGroup
  readonly mongo: SecurityGroup
}

export const vpcRange = '10.20.0.0/16'
export const cachePort = 6380
export const mongoPort = 27017

/** Three zones by position, so that a template is made without asking AWS. */
export const threeZones = (): string[] => [0, 1, 2].map((index) => Fn.select(index, Fn.getAzs()))

export const createNetwork = (stack: Stack, { capacity }: Deployment, logs: Bucket): Network => {
  const vpc = new Vpc(stack, 'Vpc', {
    ipAddresses: IpAddresses.cidr(vpcRange),
    maxAzs: 3,
    natGateways: capacity.natGateways,
    subnetConfiguration: [
      { name: 'public', subnetType: SubnetType.PUBLIC, cidrMask: 24, mapPublicIpOnLaunch: false },
      { name: 'private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
    ],
    // Images and files pass by S3: this endpoint costs nothing and spares the NAT gateway's price for each GB.
    gatewayEndpoints: { S3: { service: GatewayVpcEndpointAwsService.S3 } },
    flowLogs: {
      all: {
        trafficType: FlowLogTrafficType.ALL,
        destination: FlowLogDestination.toS3(logs, 'flow'),
      },
    },
  })
  const groups = createGroups(stack, vpc)
  if (capacity.interfaceEndpoints.includes('logs')) {
    const endpoint = new SecurityGroup(stack, 'LogsEndpointGroup', { vpc, allowAllOutbound: false })
    endpoint.addIngressRule(groups.hosts, Port.HTTPS, 'Log drivers of the hosts')
    endpoint.addIngressRule(groups.mongo, Port.HTTPS, 'Agents of the database nodes')
    vpc.addInterfaceEndpoint('LogsEndpoint', {
      service: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
      securityGroups: [endpoint],
      open: false,
    })
  }
  return { vpc, ...groups }
}

const createGroups = (stack: Stack, vpc: Vpc): Omit<Network, 'vpc'> => {
  const group = (id: string, description: string, allowAllOutbound: boolean): SecurityGroup =>
    new SecurityGroup(stack, id, { vpc, description, allowAllOutbound })
  const balancer = group('BalancerGroup', 'The load balancer', false)
  const hosts = group('HostsGroup', 'Hosts of web and worker tasks', true)
  const cache = group('CacheGroup', 'The cache', false)
  const mongo = group('MongoGroup', 'Nodes of the replica set', true)
  balancer.addIngressRule(Peer.anyIpv4(), Port.HTTPS, 'Everyone, by TLS')
  balancer.addIngressRule(Peer.anyIpv4(), Port.HTTP, 'Everyone, to be sent to TLS')
  balancer.addEgressRule(hosts, Port.tcpRange(32_768, 65_535), 'Ports that containers are given')
  hosts.addIngressRule(balancer, Port.tcpRange(32_768, 65_535), 'Ports that containers are given')
  cache.addIngressRule(hosts, Port.tcp(cachePort), 'Tasks')
  mongo.addIngressRule(hosts, Port.tcp(mongoPort), 'Tasks')
  mongo.addIngressRule(mongo, Port.tcp(mongoPort), 'The other nodes')
  return { balancer, hosts, cache, mongo }
}
