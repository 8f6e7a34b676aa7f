import { RemovalPolicy, type Stack } from 'aws-cdk-lib'
import { type ISecret, Secret, type SecretStringGenerator } from 'aws-cdk-lib/aws-secretsmanager'
import type { Deployment } from '../deployment.ts'
import type { Keys } from './keys.ts'

export type Secrets = {
  /** `accessToken`, `appSecret`, `verifyToken`: the first two come from Meta's console. */
  readonly whatsapp: ISecret
  /** `url`; absent where no mail is sent. */
  readonly smtp: ISecret | undefined
  readonly mongo: MongoSecrets
}

export type MongoSecrets =
  | { readonly kind: 'url'; readonly url: ISecret }
  | {
      readonly kind: 'nodes'
      /** What the nodes know each other by. */
      readonly keyFile: ISecret
      /** `ca` and `pem`, made by `make-certificates.sh`. */
      readonly tls: ISecret
      readonly admin: ISecret
      readonly app: ISecret
    }

/** Secrets are born with random or placeholder values; CloudFormation never writes them again. */
export const createSecrets = (stack: Stack, { name, mongo, mailFrom, region }: Deployment, keys: Keys): Secrets => {
  const secret = (id: string, path: string, generate: SecretStringGenerator): Secret =>
    new Secret(stack, id, {
      secretName: `${name}/${path}`,
      encryptionKey: keys.data,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      generateSecretString: { excludePunctuation: true, passwordLength: 48, ...generate },
    })
  const filled = (fields: Readonly<Record<string, string>>, generateStringKey: string) => ({
    secretStringTemplate: JSON.stringify(fields),
    generateStringKey,
  })
  return {
    whatsapp: secret('WhatsApp', 'whatsapp', filled({ accessToken: 'fill-in', appSecret: 'fill-in' }, 'verifyToken')),
    smtp:
      mailFrom === undefined
        ? undefined
        : secret(
            'Smtp',
            'smtp',
            filled({ url: `smtps://user:password@email-smtp.${region}.amazonaws.com:465` }, 'unused'),
          ),
    mongo:
      mongo.kind === 'url'
        ? { kind: 'url', url: secret('DatabaseUrl', 'database-url', filled({ url: 'mongodb://fill-in/' }, 'unused')) }
        : {
            kind: 'nodes',
            keyFile: secret('MongoKeyFile', 'mongo-key-file', { passwordLength: 756 }),
            tls: secret('MongoTls', 'mongo-tls', filled({ ca: 'fill-in', pem: 'fill-in' }, 'unused')),
            admin: secret('MongoAdmin', 'mongo-admin', filled({ username: 'admin' }, 'password')),
            app: secret('MongoApp', 'mongo-app', filled({ username: 'rolecall' }, 'password')),
          },
  }
}
