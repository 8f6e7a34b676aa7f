import { z } from 'zod'

/** A WGS 84 position. Latitude and longitude in degrees; `country` is ISO 3166-1 alpha-2; `timeZone` is an IANA zone. */
export const Place = z.object({
  label: z.string().min(1).max(120),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  country: z.string().regex(/^[A-Z]{2}$/),
  timeZone: z.string().min(1).max(64),
})
export type Place = z.infer<typeof Place>
