import { RemovalPolicy, SecretValue, type Stack } from 'aws-cdk-lib'
import type { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53'
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { CfnDocument } from 'aws-cdk-lib/aws-ssm'
import { mongoHost, privateDomain, zoneLetters } from '../names.ts'
import { mongoPort } from '../network/network.ts'
import { output } from '../output.ts'
import { createNode } from './node.ts'
import type { NodeParts, ReplicaSetParts } from './parts.ts'
import { snapshotVolumes } from './snapshots.ts'

export type ReplicaSet = {
  readonly hosts: readonly string[]
  readonly groups: readonly AutoScalingGroup[]
  /** `url`, with the product's user and password in it. */
  readonly url: ISecret
}

/** Three members, a zone each. A member is a volume and a name; the machine that carries them is replaced when it is lost. */
export const createReplicaSet = (stack: Stack, parts: ReplicaSetParts): ReplicaSet => {
  const { deployment, keys, network, alarmTopic } = parts
  const { name } = deployment
  const zone = new PrivateHostedZone(stack, 'PrivateZone', { zoneName: privateDomain(name), vpc: network.vpc })
  const logGroup = new LogGroup(stack, 'MongoLog', {
    logGroupName: `/${name}/mongo`,
    retention: deployment.capacity.logRetentionDays === 30 ? RetentionDays.ONE_MONTH : RetentionDays.THREE_MONTHS,
    encryptionKey: keys.operations,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  })
  const nodes = zoneLetters.map((letter, index) => {
    const node: NodeParts = { ...parts, letter, index, zone, logGroup }
    return createNode(stack, node)
  })
  // A change reaches one member after the other, each when the one before serves again.
  nodes[1]?.group.node.addDependency(nodes[0]?.group ?? stack)
  nodes[2]?.group.node.addDependency(nodes[1]?.group ?? stack)
  snapshotVolumes(stack, deployment, alarmTopic)
  initiateDocument(stack, name)
  return {
    hosts: zoneLetters.map((letter) => mongoHost(name, letter)),
    groups: nodes.map(({ group }) => group),
    url: databaseUrl(stack, parts),
  }
}

const databaseUrl = (stack: Stack, { deployment, keys, secrets }: ReplicaSetParts): ISecret => {
  const hosts = zoneLetters.map((letter) => `${mongoHost(deployment.name, letter)}:${mongoPort}`).join(',')
  const password = secrets.app.secretValueFromJson('password').unsafeUnwrap()
  return new Secret(stack, 'DatabaseUrl', {
    secretName: `${deployment.name}/database`,
    description: 'The connection string of the replica set, as the product reads it',
    encryptionKey: keys.data,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    secretStringValue: SecretValue.unsafePlainText(
      stack.toJsonString({
        url: `mongodb://rolecall:${password}@${hosts}/rolecall?replicaSet=rs0&tls=true&authSource=admin&w=majority`,
      }),
    ),
  })
}

/** What the operator runs once, on the first member, by Systems Manager: no machine has a door for shells. */
const initiateDocument = (stack: Stack, name: string): void => {
  const document = new CfnDocument(stack, 'MongoInitiate', {
    name: `${name}-mongo-initiate`,
    documentType: 'Command',
    documentFormat: 'JSON',
    updateMethod: 'NewVersion',
    content: {
      schemaVersion: '2.2',
      description: 'Initiates the replica set and makes its two users; changes nothing where that was done',
      mainSteps: [
        {
          action: 'aws:runShellScript',
          name: 'initiate',
          inputs: { runCommand: ['/usr/local/bin/rolecall-mongo-initiate'] },
        },
      ],
    },
  })
  output(stack, 'MongoInitiateDocument', document.ref)
}
