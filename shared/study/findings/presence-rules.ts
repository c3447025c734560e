import type { Milliseconds } from '../../record/fields'
import { dueAfter } from '../presence'
import { playingReason } from '../span-reason'
import type { Knowledge, Link, SeatRecord, SeatRule, Shown } from './inquiry'
import { at, during, least, length, listed, most } from './say'
import { thresholds } from './thresholds'
import type { Proof, Trace } from './trace'

/** Rules over presence checks. A policy that asks for none has none of these. */

type Presence = Extract<Proof, { kind: 'presence' }>
const presencesOf = ({ chains }: SeatRecord): Presence[] =>
  chains.flatMap(({ proofs }) => proofs.filter((proof) => proof.kind === 'presence'))

const when = (found: readonly Presence[]) =>
  during(least(found.map(({ body }) => body.due)), most(found.map(({ body }) => body.due)))

export const presenceMissed: SeatRule = {
  code: 'presence-missed',
  find(seat): Shown | undefined {
    const asked = presencesOf(seat).filter(({ body }) => body.result !== 'not-shown')
    const missed = asked.filter(({ body }) => body.result === 'missed')
    if (missed.length < thresholds.missed.count || missed.length < asked.length * thresholds.missed.share)
      return undefined
    return {
      detail: `${when(missed)}，${asked.length} 次在学确认中有 ${missed.length} 次没有应答；相应时间已经扣除`,
      entries: listed(missed),
    }
  },
}

export const presenceNotShown: SeatRule = {
  code: 'presence-not-shown',
  find(seat): Shown | undefined {
    const found = presencesOf(seat).filter(({ body }) => body.result === 'not-shown')
    if (found.length === 0) return undefined
    return {
      detail: `${when(found)}，有 ${found.length} 次在学确认因页面或权限原因没能显示；相应时间没有计入`,
      entries: listed(found),
    }
  },
}

/** Playing went on past the moment that follows from the proof's hash, and no presence entry says anything. */
export const presenceOverdue: SeatRule = {
  code: 'presence-overdue',
  find(seat, known): Shown | undefined {
    const found = seat.chains.flatMap((trace) => overdue(trace, known))
    const [first] = found
    if (!first) return undefined
    return {
      detail: `${at(first.at)}起，应当出现 ${found.length} 次在学确认而没有记录，最长连续播放 ${length(most(found.map(({ played }) => played)))}；相应时间没有计入`,
      entries: listed(found),
    }
  },
}

interface Overdue extends Link {
  at: Milliseconds
  played: Milliseconds
}

function overdue({ proofs, spans, replaces }: Trace, { crypto, policy }: Knowledge): Overdue[] {
  if (!policy.presence) return []
  const { every, jitter, answer } = policy.presence
  // What a chain writes again of another one has new hashes: its checks came due by the old ones.
  const dueOf = (hash: string) => (replaces ? every + jitter : dueAfter(crypto, hash, { every, jitter, answer }))
  const found: Overdue[] = []
  let next = 0
  for (const [i, proof] of proofs.entries()) {
    const until = proofs[i + 1]?.seq ?? Number.MAX_SAFE_INTEGER
    let played = 0
    let first: Overdue | undefined
    for (let at = spans[next]; at && at.seq < until; at = spans[++next]) {
      if (at.seq < proof.seq || playingReason(at.span, at.view.media, policy)) continue
      first ??= { chain: at.chain, seq: at.seq, at: at.span.wall, played: 0 }
      played += at.span.ms
    }
    if (!first || proof.kind === 'signout' || proof.kind === 'leave') continue
    if (played > dueOf(proof.hash) + answer + thresholds.overdue) found.push({ ...first, played })
  }
  return found
}

export const presenceMachineLike: SeatRule = {
  code: 'presence-machine-like',
  find(seat): Shown | undefined {
    const answered = presencesOf(seat).flatMap((proof) =>
      proof.body.answered === undefined ? [] : [{ proof, took: proof.body.answered - proof.body.due }],
    )
    const { count, spread, fast } = thresholds.answers
    if (answered.length < count) return undefined
    const took = answered.map((one) => one.took).sort((a, b) => a - b)
    // A few that differ (somebody at the screen after all) do not hide the rest.
    const [low = 0, middle = 0, high = 0] = [0.1, 0.5, 0.9].map((part) => took[Math.floor((took.length - 1) * part)])
    if (high - low > spread && middle > fast) return undefined
    return {
      detail: `${when(answered.map(({ proof }) => proof))}，${answered.length} 次在学确认的应答用时几乎相同：多数在 ${(low / 1000).toFixed(1)} 至 ${(high / 1000).toFixed(1)} 秒之间`,
      entries: listed(answered.map(({ proof }) => proof)),
    }
  },
}
