export type Turns = <T>(work: () => Promise<T>) => Promise<T>

/** Runs work one piece after another in the order asked, for a connection that knows only one current tab. */
export function inTurn(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine
    return mine
  }
}
