/**
 * Of Elastic Beanstalk's option settings, those that are used here or that an operator may set, by namespace. Elastic
 * Beanstalk itself finds a wrong name only when it makes the environment. Source: "General options for all environments"
 * of its developer guide.
 */
const knownOptions: Readonly<Record<string, readonly string[]>> = {
  'aws:autoscaling:asg': ['Availability Zones', 'Cooldown', 'Custom Availability Zones', 'MaxSize', 'MinSize'],
  'aws:autoscaling:launchconfiguration': [
    'BlockDeviceMappings',
    'DisableIMDSv1',
    'EC2KeyName',
    'IamInstanceProfile',
    'ImageId',
    'MonitoringInterval',
    'RootVolumeIOPS',
    'RootVolumeSize',
    'RootVolumeThroughput',
    'RootVolumeType',
    'SecurityGroups',
    'SSHSourceRestriction',
  ],
  'aws:autoscaling:trigger': [
    'BreachDuration',
    'EvaluationPeriods',
    'LowerBreachScaleIncrement',
    'LowerThreshold',
    'MeasureName',
    'Period',
    'Statistic',
    'Unit',
    'UpperBreachScaleIncrement',
    'UpperThreshold',
  ],
  'aws:autoscaling:updatepolicy:rollingupdate': [
    'MaxBatchSize',
    'MinInstancesInService',
    'PauseTime',
    'RollingUpdateEnabled',
    'RollingUpdateType',
    'Timeout',
  ],
  'aws:ec2:instances': ['EnableSpot', 'InstanceTypes', 'SupportedArchitectures'],
  'aws:ec2:vpc': ['AssociatePublicIpAddress', 'ELBScheme', 'ELBSubnets', 'Subnets', 'VPCId'],
  'aws:elasticbeanstalk:application': ['Application Healthcheck URL'],
  'aws:elasticbeanstalk:cloudwatch:logs': ['DeleteOnTerminate', 'RetentionInDays', 'StreamLogs'],
  'aws:elasticbeanstalk:cloudwatch:logs:health': ['DeleteOnTerminate', 'HealthStreamingEnabled', 'RetentionInDays'],
  'aws:elasticbeanstalk:command': ['BatchSize', 'BatchSizeType', 'DeploymentPolicy', 'IgnoreHealthCheck', 'Timeout'],
  'aws:elasticbeanstalk:environment': ['EnvironmentType', 'LoadBalancerType', 'ServiceRole'],
  'aws:elasticbeanstalk:environment:process:default': [
    'DeregistrationDelay',
    'HealthCheckInterval',
    'HealthCheckPath',
    'HealthCheckTimeout',
    'HealthyThresholdCount',
    'MatcherHTTPCode',
    'Port',
    'Protocol',
    'StickinessEnabled',
    'UnhealthyThresholdCount',
  ],
  'aws:elasticbeanstalk:healthreporting:system': ['ConfigDocument', 'HealthCheckSuccessThreshold', 'SystemType'],
  'aws:elasticbeanstalk:managedactions': [
    'ManagedActionsEnabled',
    'PreferredStartTime',
    'ServiceRoleForManagedUpdates',
  ],
  'aws:elasticbeanstalk:managedactions:platformupdate': ['InstanceRefreshEnabled', 'UpdateLevel'],
  'aws:elasticbeanstalk:sns:topics': ['Notification Endpoint', 'Notification Protocol', 'Notification Topic ARN'],
  'aws:elbv2:listener:443': ['ListenerEnabled', 'Protocol', 'SSLCertificateArns', 'SSLPolicy'],
  'aws:elbv2:listener:default': ['ListenerEnabled'],
  'aws:elbv2:loadbalancer': ['AccessLogsS3Bucket', 'AccessLogsS3Enabled', 'AccessLogsS3Prefix', 'SecurityGroups'],
}

/** Where any name may stand: those of environment variables. */
const variableNamespaces = [
  'aws:elasticbeanstalk:application:environment',
  'aws:elasticbeanstalk:application:environmentsecrets',
] as const

/** The options that Elastic Beanstalk would not know, as `namespace: name`. */
export const unknownOptions = (
  settings: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): readonly string[] =>
  Object.entries(settings).flatMap(([namespace, options]) =>
    variableNamespaces.some((known) => known === namespace)
      ? []
      : Object.keys(options)
          .filter((name) => !knownOptions[namespace]?.includes(name))
          .map((name) => `${namespace}: ${name}`),
  )
