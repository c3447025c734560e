import type { Crypto } from '../../shared/crypto'
import type { Body, Span } from '../../shared/record/bodies'
import { type Entry, readKnown } from '../../shared/record/entry'
import type { Milliseconds } from '../../shared/record/fields'
import type { Policy } from '../../shared/study/policy'
import { dueAfter } from '../../shared/study/presence'
import { playingReason } from '../../shared/study/span-reason'

/** A policy that asks. */
export type AskingPolicy = Policy & { presence: NonNullable<Policy['presence']> }
export const asks = (policy: Policy): policy is AskingPolicy => policy.presence !== undefined

/** What a chain says since somebody last signed in or was asked: how long was played, and whether the next check is due. */
export interface Counted {
  /** Hash of that sign-in or presence entry; absent while nobody is signed in. */
  after?: string
  /** Presence entries since the sign-in. */
  n: number
  /** Playing time that counts by how it was played, in the order of the chain. */
  playing: Milliseconds
  /** The playing time at which the next check comes due. */
  target: Milliseconds
  /** Wall time at which it did; absent until then. */
  dueAt?: Milliseconds
  /** The media of views by the hash of their entry. */
  views: ReadonlyMap<string, Body<'view'>['media']>
}

export const nothingCounted: Counted = { n: 0, playing: 0, target: Number.POSITIVE_INFINITY, views: new Map() }

/** Folds one entry. Pure. */
export function countEntry(crypto: Crypto, counted: Counted, entry: Entry, policy: AskingPolicy): Counted {
  const known = readKnown(entry)
  const { views, n } = counted
  const from = (count: number): Counted => ({
    after: entry.hash,
    n: count,
    playing: 0,
    target: dueAfter(crypto, entry.hash, policy.presence),
    views,
  })
  switch (known?.kind) {
    case 'signin':
      return from(0)
    case 'presence':
      return from(n + 1)
    case 'signout':
    case 'leave':
      return { ...nothingCounted, views }
    case 'view':
      return { ...counted, views: new Map([...views, [entry.hash, known.body.media]]) }
    case 'watch': {
      const media = views.get(known.body.view)
      return media ? countSpans(counted, known.body.spans, media, policy) : counted
    }
    default:
      return counted
  }
}

/** Folds spans that follow, sealed or still in a draft. Pure. */
export function countSpans(
  counted: Counted,
  spans: readonly Span[],
  media: Body<'view'>['media'],
  policy: Policy,
): Counted {
  let { playing, dueAt } = counted
  for (const span of spans) {
    if (playingReason(span, media, policy)) continue
    if (dueAt === undefined && playing + span.ms >= counted.target)
      dueAt = span.wall + Math.max(0, counted.target - playing)
    playing += span.ms
  }
  return { ...counted, playing, ...(dueAt !== undefined && { dueAt }) }
}
