import { z } from 'zod'

/** BCP 47 language tag as used for texts: `en`, `es`, `ar-XB`. */
export const LanguageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
export type LanguageTag = z.infer<typeof LanguageTag>

/** Free text with the language that it was written in. */
export const FreeText = z.object({ text: z.string().min(1).max(4000), language: LanguageTag })
export type FreeText = z.infer<typeof FreeText>

export const LanguageLevel = z.enum(['basic', 'good', 'fluent'])
export type LanguageLevel = z.infer<typeof LanguageLevel>

/** A spoken language (ISO 639-1) with how well it is spoken or must be spoken. */
export const SpokenLanguage = z.object({ language: z.string().regex(/^[a-z]{2,3}$/), level: LanguageLevel })
export type SpokenLanguage = z.infer<typeof SpokenLanguage>
