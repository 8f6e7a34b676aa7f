import { type App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'

type Suppression = {
  readonly rule: string
  /** Which of the rule's findings: of the construct's path, and of what the rule says it found. */
  readonly at: RegExp
  readonly found?: RegExp
  readonly reason: string
}

/** What cdk-nag finds and is kept on purpose. Five at most: a sixth is a change to make, not a line to add. */
export const suppressions: readonly Suppression[] = [
  {
    rule: 'AwsSolutions-EC23',
    at: /-data\/BalancerGroup\//,
    reason:
      'The load balancer serves the public: 443, and 80 that only sends people to 443. No other group is open to everyone.',
  },
  {
    rule: 'AwsSolutions-CFR1',
    at: /-data\/AssetsDistribution\//,
    reason:
      'Styles and scripts of public job pages: employers and people abroad, and previews in chats, read them from anywhere.',
  },
  {
    rule: 'AwsSolutions-CFR2',
    at: /-data\/AssetsDistribution\//,
    reason: 'Static files that hold nothing personal and take no input; the firewall stands before what does.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    at: /-(base|data)\/(WhatsApp|Smtp|DatabaseUrl|CacheUrl|Mongo\w+)\//,
    reason:
      "Meta's tokens and the mail account are issued by others, the cache's address is written by the rotation of its token, and the database's are changed by the steps of docs/deploy-aws.md.",
  },
  {
    rule: 'AwsSolutions-IAM5',
    at: /-(base|data|app)\/(Deploying|\w+Role\w*)\//,
    found:
      /^(Resource::\*|Resource::.*(\/files\/(index\/)?\*|\/static\/\*|:snapshot\/\*|:stack\/[\w-]+\/\*|:volume\/\*|:instance\/\*|:autoScalingGroup:\*:autoScalingGroupName\/[\w-]+))$/,
    reason:
      'Keys below one prefix of one bucket, volumes and machines by their tag, a group whose ARN holds an id, and actions that take no resource; a test lists each action on all resources.',
  },
]

/** Acknowledges just the findings that the table names; whatever else is found stays a finding. */
export const acknowledge = (app: App): void => {
  for (const { ruleName, violatingResources } of new AwsSolutionsChecks(app).validateScope(app).violations)
    for (const { constructPath } of violatingResources) {
      const known = suppressions.find((row) => covers(row, ruleName, constructPath ?? ''))
      const construct = app.node.findAll().find(({ node }) => node.path === constructPath)
      if (known !== undefined && construct !== undefined)
        Validations.of(construct).acknowledge({ id: ruleName, reason: known.reason })
    }
}

const covers = ({ rule, at, found }: Suppression, ruleName: string, path: string): boolean => {
  const [, name, detail] = /^([\w-]+)(?:\[(.*)\])?$/.exec(ruleName) ?? []
  return name === rule && at.test(path) && (found === undefined || found.test(detail ?? ''))
}
