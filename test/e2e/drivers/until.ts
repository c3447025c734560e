/**
 * What a test waits for at most, ms, where nothing is said of how long it may take. A wait that succeeds costs nothing, and what takes
 * one second on a quiet machine takes ten on a busy one.
 */
export const PATIENCE = 30_000

/**
 * Asks again and again until the answer is truthy, and returns it. A look that fails counts as a no: a page may be between two documents.
 * Throws after `timeout` ms with what was waited for and the last failure.
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>, timeout = PATIENCE): Promise<T> {
  const end = performance.now() + timeout
  let failure: unknown
  for (;;) {
    try {
      const answer = await look()
      if (answer) return answer
      failure = undefined
    } catch (error) {
      failure = error
    }
    if (performance.now() > end) throw new Error(`waited ${timeout} ms in vain for: ${what}`, { cause: failure })
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
