/** Nothing of ours may reach the page, one player that misbehaves must not stop the watch of the others, and there is nobody here to tell. */
export function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // As said.
  }
}
