import type { Stack } from 'aws-cdk-lib'
import { CfnLifecyclePolicy } from 'aws-cdk-lib/aws-dlm'
import { Rule } from 'aws-cdk-lib/aws-events'
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Topic } from 'aws-cdk-lib/aws-sns'
import type { Deployment } from '../deployment.ts'
import { snapshotTag } from '../names.ts'

/** Data and journal of a member are on one volume, so that a snapshot of it is a state that the database starts from. */
export const snapshotVolumes = (stack: Stack, { name, capacity }: Deployment, alarmTopic: Topic): void => {
  const { everyHours, keepDays } = capacity.backups
  new CfnLifecyclePolicy(stack, 'MongoSnapshots', {
    description: `Snapshots of the data volumes of ${name}`,
    state: 'ENABLED',
    executionRoleArn: snapshotRole(stack, name).roleArn,
    policyDetails: {
      policyType: 'EBS_SNAPSHOT_MANAGEMENT',
      resourceTypes: ['VOLUME'],
      targetTags: [{ key: snapshotTag, value: name }],
      schedules: [
        {
          name: `Each ${everyHours} hours for ${keepDays} days`,
          copyTags: true,
          createRule: { interval: everyHours, intervalUnit: 'HOURS', times: ['01:30'] },
          retainRule: { interval: keepDays, intervalUnit: 'DAYS' },
        },
      ],
    },
  })
  // A backup that fails is told like an alarm.
  new Rule(stack, 'SnapshotPolicyFails', {
    eventPattern: { source: ['aws.dlm'], detailType: ['DLM Policy State Change'], detail: { state: ['ERROR'] } },
    targets: [new SnsTopic(alarmTopic)],
  })
  new Rule(stack, 'SnapshotFails', {
    eventPattern: {
      source: ['aws.ec2'],
      detailType: ['EBS Snapshot Notification'],
      detail: { event: ['createSnapshot'], result: ['failed'] },
    },
    targets: [new SnsTopic(alarmTopic)],
  })
}

const snapshotRole = (stack: Stack, name: string): Role => {
  const role = new Role(stack, 'MongoSnapshotRole', { assumedBy: new ServicePrincipal('dlm.amazonaws.com') })
  const { region, account } = stack
  const own = { StringEquals: { [`aws:ResourceTag/${snapshotTag}`]: name } }
  const volumes = `arn:aws:ec2:${region}:${account}:volume/*`
  const snapshots = `arn:aws:ec2:${region}::snapshot/*`
  role.addToPolicy(
    new PolicyStatement({
      actions: ['ec2:DescribeInstances', 'ec2:DescribeSnapshots', 'ec2:DescribeTags', 'ec2:DescribeVolumes'],
      resources: ['*'],
    }),
  )
  role.addToPolicy(new PolicyStatement({ actions: ['ec2:CreateSnapshot'], resources: [volumes], conditions: own }))
  role.addToPolicy(new PolicyStatement({ actions: ['ec2:CreateSnapshot'], resources: [snapshots] }))
  role.addToPolicy(new PolicyStatement({ actions: ['ec2:DeleteSnapshot'], resources: [snapshots], conditions: own }))
  role.addToPolicy(
    // Some tags come in calls of their own, after the snapshot.
    new PolicyStatement({ actions: ['ec2:CreateTags'], resources: [snapshots] }),
  )
  return role
}
