import { hash, verify } from '@node-rs/argon2'
import { createTurns } from './turns.ts'

/** argon2id with OWASP's least: 19 MiB, two passes, one lane. */
const argon2id = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 } as const

/** Passwords worked on at one time: they share the thread pool with the rest of the process. */
const atOnce = 2
/** Those that wait for their turn; what comes beyond is turned away. */
const mostWaiting = 40

/** Both answer `busy` where too many wait already. */
export type Passwords = {
  hash(password: string): Promise<string | 'busy'>
  /** Without a hash it takes as long, and is wrong. */
  matches(passwordHash: string | undefined, password: string): Promise<boolean | 'busy'>
}

/** A PHC string of argon2id with a fresh salt. */
export const hashPassword = (password: string): Promise<string> => hash(password, argon2id)

/** `check`: what compares a password with a hash; it is what takes the time. */
export const createPasswords = async (check: typeof verify = verify): Promise<Passwords> => {
  const nobody = await hashPassword('the password of nobody')
  const turn = createTurns(atOnce, mostWaiting)
  return {
    hash: (password) => turn(() => hashPassword(password)),
    matches: (passwordHash, password) =>
      turn(async () => (await check(passwordHash ?? nobody, password)) && passwordHash !== undefined),
  }
}
