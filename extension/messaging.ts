/** A message of a table `{ type: { input, output } }`, as it is sent. */
export type Message<M, K extends keyof M = keyof M> = K extends keyof M
  ? { type: K; input: M[K] extends { input: infer I } ? I : never }
  : never
export type Answer<M, K extends keyof M> = M[K] extends { output: infer O } ? O : never

/** How the background answers: every browser can send this back, but not an error. */
export type Reply<T = unknown> = { value: T } | { error: string }

export const answered = (work: Promise<unknown>): Promise<Reply> =>
  work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error: error instanceof Error ? error.name : 'error' }),
  )

/** What was answered. Throws an error of the same name as in the background; also when nobody answered. */
export function readReply<T>(reply: Reply<T> | undefined): T {
  if (reply && !('error' in reply)) return reply.value
  throw Object.assign(new Error('the background did not answer'), { name: reply?.error ?? 'NoAnswer' })
}
