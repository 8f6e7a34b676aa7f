import { useEffect, useState } from 'react'

/** The value once it has not changed for a while (milliseconds). */
export const useRested = (value: string, waitMs: number): string => {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), waitMs)
    return () => clearTimeout(timer)
  }, [value, waitMs])
  return rested
}
