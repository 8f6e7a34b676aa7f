import { useSay } from '../../text/use-text.tsx'

/** A number as the reader's language writes it. */
export const useNumber = (): ((count: number) => string) => {
  const say = useSay()
  return (count) => say('web.operator.health.number', { count })
}
