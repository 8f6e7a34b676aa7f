import { useSyncExternalStore } from 'react'

const wide = '(min-width: 75rem)'
const middle = '(min-width: 48rem)'

/** How many phones fit side by side: one, two or three. */
export function useColumns(): number {
  return useSyncExternalStore(subscribe, () => (matchMedia(wide).matches ? 3 : matchMedia(middle).matches ? 2 : 1))
}

function subscribe(changed: () => void): () => void {
  const queries = [matchMedia(wide), matchMedia(middle)]
  for (const query of queries) query.addEventListener('change', changed)
  return () => {
    for (const query of queries) query.removeEventListener('change', changed)
  }
}
