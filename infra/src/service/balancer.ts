import { Duration, type Stack } from 'aws-cdk-lib'
import { SubnetType } from 'aws-cdk-lib/aws-ec2'
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  DesyncMitigationMode,
  ListenerAction,
  ListenerCertificate,
  ListenerCondition,
  SslPolicy,
  TargetGroupLoadBalancingAlgorithmType,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Deployment } from '../deployment.ts'
import type { Network } from '../network/network.ts'
import { containerPort, timing } from './timing.ts'

export type Balancer = {
  readonly balancer: ApplicationLoadBalancer
  readonly targets: ApplicationTargetGroup
}

type Parts = { readonly deployment: Deployment; readonly network: Network; readonly logs: Bucket }

export const createBalancer = (stack: Stack, { deployment, network, logs }: Parts): Balancer => {
  const balancer = new ApplicationLoadBalancer(stack, 'Balancer', {
    loadBalancerName: deployment.name,
    vpc: network.vpc,
    vpcSubnets: { subnetType: SubnetType.PUBLIC },
    internetFacing: true,
    securityGroup: network.balancer,
    deletionProtection: true,
    dropInvalidHeaderFields: true,
    desyncMitigationMode: DesyncMitigationMode.DEFENSIVE,
    idleTimeout: Duration.seconds(timing.idleSeconds),
    crossZoneEnabled: true,
  })
  // Lets the operator, and AWS, send nobody to a zone that limps.
  balancer.setAttribute('zonal_shift.config.enabled', 'true')
  balancer.logAccessLogs(logs, 'balancer')
  const targets = createTargets(stack, network)
  balancer.addListener('Http', {
    port: 80,
    open: false,
    defaultAction: ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
  })
  // Who asks for another host than ours gets nothing: scanners ask by address.
  const listener = balancer.addListener('Https', {
    port: 443,
    open: false,
    protocol: ApplicationProtocol.HTTPS,
    certificates: [ListenerCertificate.fromArn(deployment.certificateArn)],
    sslPolicy: SslPolicy.RECOMMENDED_TLS,
    defaultAction: ListenerAction.fixedResponse(404, { contentType: 'text/plain', messageBody: 'Not found' }),
  })
  listener.addAction('Own', {
    priority: 10,
    conditions: [ListenerCondition.hostHeaders([deployment.domain])],
    action: ListenerAction.forward([targets]),
  })
  return { balancer, targets }
}

/** No stickiness: every instance can answer every request. */
const createTargets = (stack: Stack, { vpc }: Network): ApplicationTargetGroup =>
  new ApplicationTargetGroup(stack, 'Web', {
    vpc,
    port: containerPort,
    protocol: ApplicationProtocol.HTTP,
    targetType: TargetType.INSTANCE,
    loadBalancingAlgorithmType: TargetGroupLoadBalancingAlgorithmType.LEAST_OUTSTANDING_REQUESTS,
    deregistrationDelay: Duration.seconds(timing.deregistrationSeconds),
    healthCheck: {
      path: '/readyz',
      port: 'traffic-port',
      healthyHttpCodes: '200',
      interval: Duration.seconds(timing.healthCheckSeconds),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: timing.unhealthyChecks,
    },
  })
