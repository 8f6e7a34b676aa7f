/** Browsers say the names of others too: the first that fits counts. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Headless)?(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** `Chrome, Android`, of what a browser says of itself; undefined where it says nothing that is known. */
export const deviceName = (device: string | undefined): string | undefined => {
  if (device === undefined) return undefined
  const found = [browsers, systems].flatMap((names) => names.find(([pattern]) => pattern.test(device))?.[1] ?? [])
  return found.length === 0 ? undefined : found.join(', ')
}
