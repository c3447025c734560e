import { dayOf, dayRange } from '../calendar/beijing'
import type { Entry } from '../record/entry'
import type { Milliseconds } from '../record/fields'
import type { Credited, CreditedDay, Piece } from './credited'
import type { Facts } from './facts'
import { byPrecedence, Taken } from './overlap'
import type { Policy } from './policy'
import { type ReadChain, readChain, type SpanAt } from './read-chain'
import type { Reason } from './reasons'
import { spanReason } from './span-reason'

/**
 * Version 1 of credit: from whole chains, a policy and facts to the seconds that count and, for every other second of a
 * span, one reason. Pure and deterministic: extension, server and verifier run this very function. The order of the chains
 * does not matter. Every ms of every span of a bound chain stands in exactly one piece. `now` as in `readChain`.
 */
export function credit(
  chains: readonly (readonly Entry[])[],
  policy: Policy,
  facts: Facts,
  now?: Milliseconds,
): Credited {
  const read = chains
    .map((entries) => readChain(entries, facts, now))
    .sort((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : 0))
  return {
    days: creditSpans(read, policy, facts),
    findings: read.flatMap(({ chain, windows, seat }) =>
      seat === undefined
        ? []
        : windows
            .filter(({ closes }, i) => closes - (windows[i - 1]?.closes ?? closes) > policy.maxOffline)
            .map(({ from, to }) => ({ code: 'offline-too-long' as const, chain, from, to })),
    ),
    unread: read.flatMap(({ chain, unread }) => unread.map((seq) => ({ chain, seq }))),
  }
}

/** Folds spans that were already read; with `onlyDay`, that Beijing day alone gives what the whole gives for it. */
export function creditSpans(read: readonly ReadChain[], policy: Policy, facts: Facts, onlyDay?: string): CreditedDay[] {
  const parts = read.flatMap(({ seat, spans }) =>
    seat === undefined ? [] : spans.flatMap((at) => cutAtMidnight(seat, at, policy, facts, onlyDay)),
  )
  const days = new Map<string, CreditedDay>()
  const taken = new Map<string, { here: Taken; elsewhere: Taken }>()
  for (const part of parts.sort(byPrecedence)) {
    const key = `${part.seat}/${part.day}`
    const day = days.get(key) ?? { seat: part.seat, day: part.day, credited: 0, deductions: {}, pieces: [] }
    days.set(key, day)
    if (part.reason) {
      addPiece(day, part, part.from, part.to, part.reason)
      continue
    }
    const wall = taken.get(part.seat) ?? { here: new Taken(), elsewhere: takenElsewhere(facts, part.seat) }
    taken.set(part.seat, wall)
    for (const { from, to, free } of wall.here.take(part.from, part.to)) {
      if (!free) addPiece(day, part, from, to, 'double')
      else
        for (const inner of wall.elsewhere.split(from, to))
          addPiece(day, part, inner.from, inner.to, inner.free ? undefined : 'elsewhere')
    }
  }
  return [...days.values()].sort((a, b) => (a.seat < b.seat ? -1 : a.seat > b.seat ? 1 : a.day < b.day ? -1 : 1))
}

interface Part {
  seat: string
  day: string
  at: SpanAt
  chain: string
  seq: number
  index: number
  from: Milliseconds
  to: Milliseconds
  reason: Reason | undefined
}

/** A span belongs to the Beijing days it touches; its own reason is the same for all of it. */
function cutAtMidnight(seat: string, at: SpanAt, policy: Policy, facts: Facts, onlyDay: string | undefined): Part[] {
  const { span, chain, seq, index } = at
  const end = span.wall + span.ms
  const reason = spanReason(at, policy, facts)
  const parts: Part[] = []
  for (let from = span.wall; from < end; ) {
    const day = dayOf(from)
    const to = Math.min(end, dayRange(day).to)
    if (onlyDay === undefined || onlyDay === day) parts.push({ seat, day, at, chain, seq, index, from, to, reason })
    from = to
  }
  return parts
}

function addPiece(
  day: CreditedDay,
  { seat, chain, seq, index, at }: Part,
  from: Milliseconds,
  to: Milliseconds,
  reason: Reason | undefined,
): void {
  const { course, lesson } = at.view
  const piece: Piece = {
    seat,
    chain,
    seq,
    span: index,
    view: at.viewHash,
    course,
    lesson,
    from,
    to,
    ...(reason && { reason }),
  }
  day.pieces.push(piece)
  if (reason) day.deductions[reason] = (day.deductions[reason] ?? 0) + (to - from)
  else day.credited += to - from
}

function takenElsewhere(facts: Facts, seat: string): Taken {
  const taken = new Taken()
  for (const stretch of facts.elsewhere) if (stretch.seat === seat) taken.take(stretch.from, stretch.to)
  return taken
}
