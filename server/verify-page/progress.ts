import type { OnBytes } from './package-file'

/** A step in words, and how far it is: bytes done of all. */
export type OnStep = (step: string, done: number, all: number) => void

const PAUSE_MS = 50

/** Says how far a step is, and lets the page breathe meanwhile: whoever looks at it sees it go on. */
export function stepsOf(onStep: OnStep, step: string, all: () => number): OnBytes {
  let done = 0
  let paused = performance.now()
  onStep(step, 0, 0)
  return async (bytes) => {
    done += bytes
    if (performance.now() - paused < PAUSE_MS) return
    onStep(step, Math.min(done, all()), all())
    await new Promise((resolve) => setTimeout(resolve))
    paused = performance.now()
  }
}
