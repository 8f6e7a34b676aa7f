const kB = 1024
const MB = 1024 * kB
const office = 'application/vnd.openxmlformats-officedocument'

/** What WhatsApp carries, with its size limits in bytes. Source: Meta's media reference, 2026-06-16. */
const sizeLimits = new Map<string, number>([
  ...each(['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], 16 * MB),
  ...each(['image/jpeg', 'image/png'], 5 * MB),
  ...each(['video/mp4', 'video/3gpp'], 16 * MB),
  // Animated stickers; still ones have 100 kB.
  ...each(['image/webp'], 500 * kB),
  ...each(['text/plain', 'application/pdf'], 100 * MB),
  ...each(['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint'], 100 * MB),
  ...each([`${office}.wordprocessingml.document`, `${office}.spreadsheetml.sheet`], 100 * MB),
  ...each([`${office}.presentationml.presentation`], 100 * MB),
])

const aliases = new Map([
  ['audio/mp3', 'audio/mpeg'],
  ['audio/opus', 'audio/ogg'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/m4a', 'audio/mp4'],
  ['image/jpg', 'image/jpeg'],
])

/** The type without parameters such as `; codecs=opus`, in lower case, under its registered name. */
export function plainType(declared: string): string {
  const type = declared.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return aliases.get(type) ?? type
}

/** In bytes; undefined where WhatsApp does not carry the type. */
export function sizeLimit(type: string): number | undefined {
  return sizeLimits.get(type)
}

function each(types: string[], limit: number): [string, number][] {
  return types.map((type) => [type, limit])
}
