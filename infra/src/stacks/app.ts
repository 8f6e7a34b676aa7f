import { CfnParameter, Fn, Stack, type StackProps } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import type { Deployment } from '../deployment.ts'
import { clusterName, serviceName } from '../names.ts'
import { threeZones } from '../network/network.ts'
import { output } from '../output.ts'
import { createBalancer } from '../service/balancer.ts'
import { createCluster } from '../service/cluster.ts'
import { protectBalancer } from '../service/firewall.ts'
import { createLogs } from '../service/logs.ts'
import { scaleServices } from '../service/scaling.ts'
import { createServices } from '../service/services.ts'
import { createTasks } from '../service/tasks.ts'
import { createDashboard } from '../watch/dashboard.ts'
import { queueAge } from '../watch/queue-age.ts'
import { alarmOnService } from '../watch/service-alarms.ts'
import type { BaseStack } from './base.ts'
import type { DataStack } from './data.ts'

type AppProps = StackProps & { readonly deployment: Deployment; readonly base: BaseStack; readonly data: DataStack }

/** What each release changes: the image's digest is its one parameter. */
export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, base, data, ...props }: AppProps) {
    super(scope, id, props)
    const { name } = deployment
    const digest = new CfnParameter(this, 'ImageDigest', {
      description: 'The image to run, by its digest: a tag can be moved, a digest cannot',
      allowedPattern: '^sha256:[0-9a-f]{64}$',
    })
    const image = Fn.join('@', [base.registry.images.repositoryUri, digest.valueAsString])
    const logs = createLogs(this, deployment, base.keys)
    const balancer = createBalancer(this, { deployment, network: data.network, logs: data.buckets.logs })
    protectBalancer(this, { deployment, balancer, keys: base.keys })
    const cluster = createCluster(this, { deployment, network: data.network, eventTopic: base.eventTopic })
    const tasks = createTasks(this, { deployment, base, data, image, logs })
    const age = queueAge(this, name, logs.reporter)
    const alarms = alarmOnService(this, { deployment, alarmTopic: base.alarmTopic, balancer, age })
    const services = createServices(this, { deployment, cluster, tasks, balancer, alarms })
    scaleServices({ deployment, services, balancer, age })
    createDashboard(this, { deployment, balancer, services, age, data })
    output(this, 'BalancerAddress', balancer.balancer.loadBalancerDnsName)
    output(this, 'Cluster', clusterName(name))
    output(this, 'Services', `${serviceName(name, 'web')} ${serviceName(name, 'worker')}`)
    output(this, 'CommandTask', tasks.command.family)
    output(this, 'CapacityProvider', cluster.capacityProvider.capacityProviderName)
  }

  override get availabilityZones(): string[] {
    return threeZones()
  }
}
