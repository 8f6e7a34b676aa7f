/** `TIER_250`, `TIER_2K`, `TIER_UNLIMITED`, or the number itself as webhooks say it; -1 says that there is none. */
export function limitOf(tier: string | undefined): number | undefined {
  const [, digits, thousands] = /^(?:TIER_)?(-?\d+)(K?)$/.exec(tier ?? '') ?? []
  if (digits !== undefined) return Number(digits) * (thousands === 'K' ? 1000 : 1)
  return tier === 'TIER_UNLIMITED' ? -1 : undefined
}
