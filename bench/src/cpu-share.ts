import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where Linux takes limits for processes: version 1 with a controller of its own, or version 2. */
const groups = [
  { folder: '/sys/fs/cgroup/cpu', limit: (share: number) => ['cpu.cfs_quota_us', String(quotaOf(share))] },
  { folder: '/sys/fs/cgroup', limit: (share: number) => ['cpu.max', `${quotaOf(share)} ${periodUs}`] },
] as const
const periodUs = 100_000
const quotaOf = (share: number): number => Math.round(share * periodUs)

/**
 * Gives a process, with all of its threads, at most this share of one processor until it ends: as on a machine of its own.
 * Undefined where limits may not be set here.
 */
export const limitCpu = (pid: number, share: number): Disposable | undefined => {
  for (const { folder, limit } of groups) {
    const own = join(folder, `rolecall-bench-${pid}`)
    const [file = '', value = ''] = limit(share)
    try {
      if (!existsSync(join(folder, 'cgroup.procs'))) continue
      mkdirSync(own)
      writeFileSync(join(own, file), value)
      writeFileSync(join(own, 'cgroup.procs'), String(pid))
      return { [Symbol.dispose]: () => leave(folder, own, pid) }
    } catch {
      if (existsSync(own)) rmdirSync(own)
    }
  }
  return undefined
}

const leave = (folder: string, own: string, pid: number): void => {
  if (existsSync(`/proc/${pid}`)) writeFileSync(join(folder, 'cgroup.procs'), String(pid))
  rmdirSync(own)
}
