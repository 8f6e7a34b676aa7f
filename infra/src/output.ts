import { CfnOutput, type Stack } from 'aws-cdk-lib'

/** What commands and the workflow read of a stack, under just this name. */
export const output = (stack: Stack, name: string, value: string): void =>
  new CfnOutput(stack, `Output${name}`, { value }).overrideLogicalId(name)
