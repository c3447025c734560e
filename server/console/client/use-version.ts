import { useEffect, useRef, useState } from 'preact/hooks'

/** While much happens at once, what is read whole is read at most this often, ms. */
const AT_MOST = 5_000

/** Counts up when the mark has changed, at once and then at most every five seconds; the last change is never left out. */
export function useVersion(mark: string | undefined): number {
  const [version, setVersion] = useState(0)
  const last = useRef<{ mark?: string; at: number }>({ at: 0 })
  useEffect(() => {
    if (mark === undefined || mark === last.current.mark) return
    const first = last.current.mark === undefined
    const tell = () => {
      last.current = { mark, at: Date.now() }
      if (!first) setVersion((n) => n + 1)
    }
    const wait = first ? 0 : last.current.at + AT_MOST - Date.now()
    if (wait <= 0) {
      tell()
      return
    }
    const timer = setTimeout(tell, wait)
    return () => clearTimeout(timer)
  }, [mark])
  return version
}
