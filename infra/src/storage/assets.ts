import { Duration, type Stack } from 'aws-cdk-lib'
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  CachePolicy,
  Distribution,
  HeadersFrameOption,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import type { Deployment } from '../deployment.ts'
import { assetsPrefix } from '../names.ts'
import type { Buckets } from './buckets.ts'

/** Static files of the pages: their names hold a hash of what is in them, so that they are kept for a year. */
export const createAssetsDistribution = (
  stack: Stack,
  { name, region, domain, assets }: Deployment,
  buckets: Buckets,
): Distribution =>
  new Distribution(stack, 'AssetsDistribution', {
    comment: `Static files of ${name}`,
    domainNames: [assets.domain],
    certificate: Certificate.fromCertificateArn(stack, 'AssetsCertificate', assets.certificateArn),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    httpVersion: HttpVersion.HTTP2_AND_3,
    priceClass: PriceClass.PRICE_CLASS_ALL,
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(buckets.assets, { originPath: `/${assetsPrefix}` }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy: pagesMayLoad(stack, `https://${domain}`),
    },
    ...(!withoutLogs.test(region) && { enableLogging: true, logBucket: buckets.logs, logFilePrefix: 'assets/' }),
  })

/** CloudFront delivers no logs to buckets there: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html */
const withoutLogs =
  /^(af-south-1|ap-east-\d|ap-south-2|ap-southeast-[3-9]|ca-west-1|eu-central-2|eu-south-\d|il-central-1|me-(central|south)-1|mx-central-1)$/

/** Scripts and fonts of another origin are loaded with CORS. */
const pagesMayLoad = (stack: Stack, origin: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(stack, 'AssetsHeaders', {
    corsBehavior: {
      accessControlAllowOrigins: [origin],
      accessControlAllowMethods: ['GET', 'HEAD'],
      accessControlAllowHeaders: ['*'],
      accessControlAllowCredentials: false,
      originOverride: true,
    },
    securityHeadersBehavior: {
      contentTypeOptions: { override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: false, override: true },
    },
  })
