import { readFileSync } from 'node:fs'

/** Milliseconds that a process has taken, all of its threads, user and system, as Linux counts it: in hundredths of a second. */
export const cpuMsOf = (pid: number): number => {
  const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = after.split(' ')
  return 10 * (Number(fields[11]) + Number(fields[12]))
}
