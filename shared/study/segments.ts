import type { Crypto } from '../crypto'
import type { Milliseconds } from '../record/fields'
import type { Policy } from './policy'
import { dueAfter } from './presence'
import type { Mark, ReadChain, SpanAt } from './read-chain'
import { playingReason } from './span-reason'

/** Two clocks, and a draft that is sealed only when its view ends: what may pass between a moment due and its entry. */
const SLACK: Milliseconds = 60_000

/**
 * The spans that no presence check stands behind. A segment runs in the order of the chain from a proof (sign-in or answered
 * check) to the next one or the sign-out. It is unproven as a whole when a check in it was missed or could not be shown, or
 * when more was played since the last sign-in or check than the next one could have waited. What was found as a draft after
 * a sign-out belongs to the segment before it.
 */
export function unproven(
  crypto: Crypto,
  { spans, marks, replaces }: Pick<ReadChain, 'spans' | 'marks' | 'replaces'>,
  policy: Policy,
): ReadonlySet<SpanAt> {
  const failed = new Set<SpanAt>()
  const { presence } = policy
  if (!presence) return failed
  // What a chain writes again of another one has new hashes: its checks came due by the old ones.
  const limitAfter = (hash: string) =>
    presence.answer + SLACK + (replaces ? presence.every + presence.jitter : dueAfter(crypto, hash, presence))

  let segment: SpanAt[] = []
  let open = false
  let missed = false
  let played: Milliseconds = 0
  let limit: Milliseconds = 0
  const close = () => {
    if (missed) for (const at of segment) failed.add(at)
    segment = []
    missed = false
  }
  const pass = (mark: Mark) => {
    if (mark.is === 'end') open = false
    else {
      if (mark.is === 'proof') {
        close()
        open = true
      } else missed = true
      played = 0
      limit = limitAfter(mark.hash)
    }
  }
  let next = 0
  for (const at of spans) {
    for (let mark = marks[next]; mark && mark.seq < at.seq; mark = marks[++next]) pass(mark)
    if (!open && !at.recovered) {
      failed.add(at)
      continue
    }
    segment.push(at)
    if (playingReason(at.span, at.view.media, policy) === undefined) played += at.span.ms
    if (played > limit) missed = true
  }
  // Behind the last span there may still stand the check that was missed in it.
  for (const mark of marks.slice(next)) pass(mark)
  close()
  return failed
}
