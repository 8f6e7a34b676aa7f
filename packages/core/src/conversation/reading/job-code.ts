import type { Look } from '../look.ts'

export type JobCodeReading = { readonly jobCode?: string; readonly unknownCode?: string; readonly source?: string }

/**
 * `Apply to job K7Q2MX`, `#K7Q2MX src-flyer`: any six characters that are a job's code count; marked with `#`, six that
 * are no job's are told to be unknown. `source` says where the link stood.
 */
export const readJobCode = (text: string, look: Pick<Look, 'jobByCode'>): JobCodeReading => {
  const source = text.match(/\bsrc-([a-z0-9-]{1,30})\b/i)?.[1]?.toLowerCase()
  const withSource = source === undefined ? {} : { source }
  const codes = text.toUpperCase().match(/(?<![\p{L}\p{N}])[A-Z2-9]{6}(?![\p{L}\p{N}])/gu) ?? []
  const jobCode = codes.slice(0, 10).find((code) => look.jobByCode(code) !== undefined)
  if (jobCode !== undefined) return { jobCode, ...withSource }
  const marked = text.match(/#([A-Za-z2-9]{6})(?![\p{L}\p{N}])/u)?.[1]?.toUpperCase()
  return { ...(marked === undefined ? {} : { unknownCode: marked }), ...withSource }
}
