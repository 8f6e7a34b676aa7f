import { useLocation } from 'react-router'

/** What the link of a mail carries: behind the `#`, so that no server and no log sees it. */
export const useLinkToken = (): string => useLocation().hash.slice(1)
