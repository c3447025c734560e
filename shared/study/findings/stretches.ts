import type { Milliseconds } from '../../record/fields'
import type { Link, Stretch } from './inquiry'
import { thresholds } from './thresholds'
import type { Trace } from './trace'

/** Spans of one device that follow each other this closely are one stretch. */
const SEAM: Milliseconds = 2000

type Played = Pick<Trace, 'chain' | 'device' | 'spans'>

/** All playing of these chains, device by device, as stretches that do not overlap: earliest first. */
export function stretchesOf(chains: readonly Played[], pause: Milliseconds = SEAM): Stretch[] {
  const played = chains
    .flatMap(({ chain, device, spans }) =>
      spans.map(({ seq, span }) => ({ chain, seq, device, from: span.wall, to: span.wall + span.ms })),
    )
    .sort(byStart)
  const open = new Map<string, Stretch>()
  const stretches: Stretch[] = []
  for (const one of played) {
    const last = open.get(one.device)
    if (last && one.from - last.to <= pause) last.to = Math.max(last.to, one.to)
    else {
      open.set(one.device, one)
      stretches.push(one)
    }
  }
  return stretches
}

/** What a person remembers as one sitting: short pauses belong to it. */
export const sittingsOf = (chains: readonly Played[]): Stretch[] => stretchesOf(chains, thresholds.sitting)

export const byStart = (a: Stretch, b: Stretch): number =>
  a.from - b.from || (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.seq - b.seq) || a.to - b.to

export interface Overlap<T extends Stretch> {
  first: T
  second: T
  from: Milliseconds
  to: Milliseconds
}

/** Where stretches (sorted by start, disjoint within each device or seat) run at the same time, pair by pair. */
export function overlaps<T extends Stretch>(sorted: readonly T[], apart: (a: T, b: T) => boolean): Overlap<T>[] {
  const found: Overlap<T>[] = []
  let running: T[] = []
  for (const second of sorted) {
    running = running.filter(({ to }) => to > second.from)
    for (const first of running)
      if (apart(first, second)) found.push({ first, second, from: second.from, to: Math.min(first.to, second.to) })
    running.push(second)
  }
  return found
}

export const linksOf = (found: readonly Overlap<Stretch>[]): Link[] =>
  found.flatMap(({ first, second }) => [first, second])
