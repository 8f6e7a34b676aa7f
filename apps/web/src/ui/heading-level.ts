import { createContext } from 'react'

/** What a state of its own (nothing here, an error) is headed with: `h1` where no page is around it. */
export const HeadingLevel = createContext<'h1' | 'h2'>('h2')
