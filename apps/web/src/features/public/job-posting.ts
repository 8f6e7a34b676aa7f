import type { JobPage } from '@rolecall/contract/pages'
import { currencyDigits } from '@rolecall/text/money'

/** schema.org JobPosting of an open job: only what its page shows. */
export const jobPosting = ({ job, origin }: JobPage): unknown => {
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: job.title,
    description: job.description.text,
    identifier: { '@type': 'PropertyValue', name: job.organisation, value: job.id },
    url: origin + job.path,
    datePosted: new Date(job.publishedAt).toISOString(),
    validThrough: job.expiresOn,
    employmentType: job.employmentType,
    totalJobOpenings: job.openings,
    hiringOrganization: { '@type': 'Organization', name: job.organisation },
    ...placeOf(job),
    baseSalary: salaryOf(job),
    directApply: false,
  }
}

const placeOf = ({ place, country, remote }: JobPage['job']) => {
  if (remote) {
    return {
      jobLocationType: 'TELECOMMUTE',
      applicantLocationRequirements: { '@type': 'Country', name: country },
    }
  }
  const address = { '@type': 'PostalAddress', addressLocality: place, addressCountry: country }
  return { jobLocation: { '@type': 'Place', address } }
}

const salaryOf = ({ pay }: JobPage['job']) => {
  const major = (minorUnits: number) => minorUnits / 10 ** currencyDigits(pay.currency)
  const amount =
    pay.max === undefined ? { value: major(pay.min) } : { minValue: major(pay.min), maxValue: major(pay.max) }
  return {
    '@type': 'MonetaryAmount',
    currency: pay.currency,
    value: { '@type': 'QuantitativeValue', ...amount, unitText: pay.period.toUpperCase() },
  }
}
