import { fold } from '../fold.ts'

const others: Readonly<Record<string, string>> = {
  usa: 'US',
  'united states of america': 'US',
  eeuu: 'US',
  'ee uu': 'US',
  uk: 'GB',
  england: 'GB',
  inglaterra: 'GB',
  scotland: 'GB',
  uae: 'AE',
  holanda: 'NL',
  mexiko: 'MX',
  mejico: 'MX',
}

/** Country codes by the folded names of the countries in English and Spanish. */
export function countryNames(countries: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map(Object.entries(others))
  for (const language of ['en', 'es']) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    for (const country of countries) {
      const name = display.of(country)
      if (name) names.set(fold(name), country)
    }
  }
  return names
}
