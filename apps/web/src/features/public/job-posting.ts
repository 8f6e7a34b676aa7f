import type { PublicJob } from '@rolecall/contract/api/public-jobs'
import { currencyDigits } from '@rolecall/text/money'
import { jobPath } from '../../document/addresses.ts'

/** schema.org JobPosting of an open job: only what its page shows. */
export const jobPosting = (job: PublicJob, origin: string): unknown => {
  const { posting } = job
  return {
    '@context': 'https://schema.org',
    '@type': 'JobPosting',
    title: posting.title,
    description: posting.description.text,
    identifier: { '@type': 'PropertyValue', name: job.organisationName, value: job.id },
    url: origin + jobPath(job),
    datePosted: job.publishedAt,
    validThrough: job.expiresAt,
    employmentType: posting.employmentType,
    totalJobOpenings: job.openingsLeft,
    hiringOrganization: { '@type': 'Organization', name: job.organisationName },
    ...placeOf(job),
    baseSalary: salaryOf(job),
    directApply: false,
  }
}

const placeOf = ({ posting }: PublicJob) => {
  const { label, country } = posting.place
  if (posting.remote) {
    return {
      jobLocationType: 'TELECOMMUTE',
      applicantLocationRequirements: { '@type': 'Country', name: country },
    }
  }
  const address = { '@type': 'PostalAddress', addressLocality: label, addressCountry: country }
  return { jobLocation: { '@type': 'Place', address } }
}

const salaryOf = ({ posting: { pay } }: PublicJob) => {
  const major = (minorUnits: number) => minorUnits / 10 ** currencyDigits(pay.currency)
  const amount =
    pay.max === undefined ? { value: major(pay.min) } : { minValue: major(pay.min), maxValue: major(pay.max) }
  return {
    '@type': 'MonetaryAmount',
    currency: pay.currency,
    value: { '@type': 'QuantitativeValue', ...amount, unitText: pay.period.toUpperCase() },
  }
}
