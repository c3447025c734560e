import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { type Problem, problemOf } from './problem'

export interface Loaded<T> {
  data?: T
  /** When `data` was read, ms. */
  at?: number
  problem?: Problem
  refresh(): Promise<void>
}

/**
 * Reads on showing and whenever `key` changes, and again every `every` ms while the page is in view. What was read stays
 * when a later reading fails: `data` and `problem` may both be there.
 */
export function useLoad<T>(load: () => Promise<T>, key: string, every?: number): Loaded<T> {
  const [state, setState] = useState<{ key: string; data?: T; at?: number; problem?: Problem }>({ key })
  const latest = useRef({ load, key, turn: 0 })
  latest.current.load = load
  latest.current.key = key

  const refresh = useCallback(async () => {
    const { current } = latest
    const turn = ++current.turn
    const asked = current.key
    try {
      const data = await current.load()
      if (turn === current.turn && asked === current.key) setState({ key: asked, data, at: Date.now() })
    } catch (error) {
      const problem = problemOf(error)
      if (turn === current.turn && asked === current.key)
        setState((old) => ({ ...(old.key === asked ? old : {}), key: asked, problem }))
    }
  }, [])

  useEffect(() => {
    void refresh()
    if (every === undefined) return
    const again = () => {
      if (document.visibilityState === 'visible') void refresh()
    }
    const timer = setInterval(again, every)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [key, every, refresh])

  const { key: ofKey, ...shown } = state
  return ofKey === key ? { ...shown, refresh } : { refresh }
}
