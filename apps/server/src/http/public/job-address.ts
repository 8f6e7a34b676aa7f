/** The lasting part of a job's address: `<id>-<slug of its title>`. */
export const jobPageName = (id: string, title: string): string => {
  const slug = slugOf(title)
  return slug === '' ? id : `${id}-${slug}`
}

export const pathOfJob = (id: string, title: string): string => `/jobs/${encodeURIComponent(jobPageName(id, title))}`

/** The id in an address, whatever stands behind it; undefined where there is none. */
export const jobIdIn = (pageName: string): string | undefined => /^(job_[0-9a-z]{26})(-|$)/.exec(pageName)?.[1]

/** At most 60 letters and digits of any script, with hyphens between words. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
