/**
 * Asks again and again until the answer is truthy, and returns it. A look that fails counts as a no: a page may be between two documents.
 * Throws after `timeout` ms with what was waited for and the last failure.
 */
export async function until<T>(what: string, look: () => Promise<T | undefined>, timeout = 15_000): Promise<T> {
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
