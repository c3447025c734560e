import { useEffect, useState } from 'preact/hooks'

/**
 * ms that a rotating code is still good for: from what the server said (`until` and its own `at`), counted down by this device's own
 * clock, which may be wrong by hours. Asks for the next code when it is over.
 */
export function useCountdown(until: number, at: number, renew: () => Promise<void>): number {
  const [left, setLeft] = useState(until - at)
  useEffect(() => {
    const began = performance.now()
    setLeft(until - at)
    const timer = setInterval(() => {
      const rest = until - at - (performance.now() - began)
      setLeft(rest)
      if (rest <= 0) void renew()
    }, 1000)
    return () => clearInterval(timer)
  }, [until, at, renew])
  return Math.max(0, left)
}
