import { useRef } from 'preact/hooks'

/** What was read of a thing last, while its newer version is on its way: nothing on the screen goes and comes again. */
export function useKept<T>(of: string, data: T | undefined): T | undefined {
  const last = useRef<{ of: string; data: T } | undefined>(undefined)
  if (data !== undefined) last.current = { of, data }
  return last.current?.of === of ? last.current.data : undefined
}
