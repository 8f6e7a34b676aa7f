import { z } from 'zod'

// The pages' policy (Trusted Types) refuses code that is made of text, with which zod would check faster. It asks when a
// schema is made, so this comes before every import that makes one.
z.config({ jitless: true })
