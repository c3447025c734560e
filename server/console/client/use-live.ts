import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import { type BoardLive, boardLive } from '../../../shared/api/board'
import { boards } from './board'

/** A line that the server has refused is asked for again after so long. */
const AGAIN = 20_000

export interface Lively {
  live?: BoardLive
  /** Whether the line is open: what is shown is of now. */
  open: boolean
}

/**
 * What the server says of a class as it happens. A page out of sight keeps no line open: a browser has few of them for one
 * server, and somebody may have a class in each of many tabs.
 */
export function useLive(classId: string): Lively {
  const [state, setState] = useState<Lively & { of: string }>({ of: classId, open: false })
  useEffect(() => {
    let line: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const close = () => {
      clearTimeout(timer)
      line?.close()
      line = undefined
      setState((old) => ({ ...old, open: false }))
    }
    const open = () => {
      close()
      if (document.visibilityState !== 'visible') return
      const mine = new EventSource(boards.live(classId))
      line = mine
      mine.addEventListener('live', ({ data }) => {
        const said = v.safeParse(boardLive, JSON.parse(data))
        if (said.success) setState({ of: classId, live: said.output, open: true })
      })
      mine.onerror = () => {
        setState((old) => ({ ...old, open: false }))
        // What is merely cut off the browser opens again by itself.
        if (mine.readyState === EventSource.CLOSED && line === mine) timer = setTimeout(open, AGAIN)
      }
    }
    open()
    document.addEventListener('visibilitychange', open)
    return () => {
      document.removeEventListener('visibilitychange', open)
      close()
    }
  }, [classId])
  return state.of === classId ? state : { open: false }
}
