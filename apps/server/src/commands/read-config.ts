import { type Config, ConfigError, readConfig } from '../config.ts'

/** The configuration of the environment; where it is wrong, `before` and the mends are printed and the process ends with 2. */
export const readConfigOrExit = (before = ''): Config => {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(`${before}Mend these variables of the environment:\n${error.message}`)
    process.exit(2)
  }
}
