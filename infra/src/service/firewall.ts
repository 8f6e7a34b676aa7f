import { ArnFormat, RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2'
import type { Keys } from '../base/keys.ts'
import type { Deployment } from '../deployment.ts'
import type { Balancer } from './balancer.ts'

type Parts = { readonly deployment: Deployment; readonly balancer: Balancer; readonly keys: Keys }

export const webhookPath = '/webhooks/whatsapp'

/**
 * Messages may hold any words and many at once come from few addresses of Meta's, who repeats what is refused for days. So no rule
 * looks into webhooks or counts them: the product checks their signature before anything else, and takes at most 3 MiB.
 */
const isWebhook: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'EXACTLY',
    searchString: webhookPath,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
}
const allButWebhooks: CfnWebACL.StatementProperty = { notStatement: { statement: isWebhook } }

export const protectBalancer = (stack: Stack, { deployment, balancer, keys }: Parts): void => {
  const { name, capacity } = deployment
  const acl = new CfnWebACL(stack, 'Firewall', {
    name,
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: seen(name),
    rules: [
      managed(0, 'AWSManagedRulesAmazonIpReputationList'),
      {
        name: 'RequestsOfOneAddress',
        priority: 1,
        action: { block: { customResponse: { responseCode: 429 } } },
        statement: {
          rateBasedStatement: {
            aggregateKeyType: 'IP',
            limit: capacity.requestsPerAddress,
            evaluationWindowSec: 300,
            scopeDownStatement: allButWebhooks,
          },
        },
        visibilityConfig: seen('RequestsOfOneAddress'),
      },
      managed(2, 'AWSManagedRulesKnownBadInputsRuleSet'),
      // Job texts and letters are longer than 8 kB, and may look like markup or code: the product escapes and bounds what it takes.
      managed(3, 'AWSManagedRulesCommonRuleSet', [
        'SizeRestrictions_BODY',
        'CrossSiteScripting_BODY',
        'GenericRFI_BODY',
      ]),
    ],
  })
  new CfnWebACLAssociation(stack, 'FirewallOfBalancer', {
    webAclArn: acl.attrArn,
    resourceArn: balancer.balancer.loadBalancerArn,
  })
  logBlocked(stack, { name, acl, keys })
}

const managed = (priority: number, rules: string, countOnly: readonly string[] = []): CfnWebACL.RuleProperty => ({
  name: rules,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: rules,
      scopeDownStatement: allButWebhooks,
      // An empty list is not taken for none.
      ...(countOnly.length > 0 && {
        ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      }),
    },
  },
  visibilityConfig: seen(rules),
})

const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // A sample holds whole requests with their cookies.
  sampledRequestsEnabled: false,
})

/** Only what was blocked, without what signs people in. */
const logBlocked = (stack: Stack, { name, acl, keys }: { name: string; acl: CfnWebACL; keys: Keys }): void => {
  const group = new LogGroup(stack, 'FirewallLog', {
    logGroupName: `aws-waf-logs-${name}`,
    retention: RetentionDays.ONE_MONTH,
    encryptionKey: keys.operations,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  })
  new CfnLoggingConfiguration(stack, 'FirewallLogging', {
    resourceArn: acl.attrArn,
    logDestinationConfigs: [
      stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: group.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
    redactedFields: [...['authorization', 'cookie'].map((Name) => ({ singleHeader: { Name } })), { queryString: {} }],
    loggingFilter: {
      DefaultBehavior: 'DROP',
      Filters: [{ Behavior: 'KEEP', Requirement: 'MEETS_ANY', Conditions: [{ ActionCondition: { Action: 'BLOCK' } }] }],
    },
  })
}
