import { useState } from 'preact/hooks'
import { type Problem, problemOf } from './problem'

export interface Act {
  busy: boolean
  problem?: Problem
  /** Runs one at a time; a failure becomes `problem`. Answers whether it went well. */
  run(work: () => Promise<void>): Promise<boolean>
  clear(): void
}

/** One thing a person does, with its busy state and what went wrong. */
export function useAct(): Act {
  const [state, setState] = useState<{ busy: boolean; problem?: Problem }>({ busy: false })
  return {
    ...state,
    async run(work) {
      if (state.busy) return false
      setState({ busy: true })
      try {
        await work()
        setState({ busy: false })
        return true
      } catch (error) {
        setState({ busy: false, problem: problemOf(error) })
        return false
      }
    },
    clear: () => setState({ busy: false }),
  }
}
