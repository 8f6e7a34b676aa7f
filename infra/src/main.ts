import { Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { createInstallation } from './app.ts'
import { readDeployment } from './deployment.ts'
import { acknowledge } from './suppressions.ts'

/** Run by the CDK's command line. `DEPLOYMENT` names the description of the installation. */
const { app } = createInstallation(readDeployment(process.env.DEPLOYMENT ?? 'deployments/example.json'))
acknowledge(app)
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
app.synth()
