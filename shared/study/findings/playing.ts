import type { Milliseconds } from '../../record/fields'
import type { Policy } from '../policy'
import type { SpanAt } from '../read-chain'
import type { SeatRecord, SeatRule, Shown } from './inquiry'
import { during, least, length, listed, most, sum, times } from './say'
import { thresholds } from './thresholds'

/** Rules over how spans were played. */

const spansOf = ({ chains }: SeatRecord): SpanAt[] => chains.flatMap(({ spans }) => spans)
const msOf = (spans: readonly SpanAt[]): Milliseconds => sum(spans.map(({ span }) => span.ms))
/** Media that passed, ms. */
const mediaOf = (spans: readonly SpanAt[]): Milliseconds =>
  sum(spans.map(({ span }) => Math.max(0, span.to - span.from)))
const when = (spans: readonly SpanAt[]): string =>
  during(least(spans.map(({ span }) => span.wall)), most(spans.map(({ span }) => span.wall + span.ms)))
export const seenBy = ({ span }: SpanAt, policy: Pick<Policy, 'pictureInPicture'>): boolean =>
  span.visible || (span.pip && policy.pictureInPicture)

export const rateAboveLimit: SeatRule = {
  code: 'rate-above-limit',
  find(seat, { policy }): Shown | undefined {
    const fast = spansOf(seat).filter(({ span }) => span.rate > policy.maxRate)
    const extreme = fast.filter(({ span }) => span.rate >= policy.maxRate * thresholds.rateExtreme.times)
    if (mediaOf(fast) < thresholds.rate && mediaOf(extreme) < thresholds.rateExtreme.media) return undefined
    const top = times(most(fast.map(({ span }) => span.rate)))
    return {
      detail: `${when(fast)}，以高于 ${times(policy.maxRate)}的速度播放 ${length(msOf(fast))}，最快 ${top}；已按认定规则处理`,
      entries: listed(fast),
    }
  },
}

/** Media ahead of its own clock beyond what credit lets pass; a player that stalls is behind, and honest. */
export const mediaOutOfStep: SeatRule = {
  code: 'media-out-of-step',
  find(seat, { policy }): Shown | undefined {
    const ahead = spansOf(seat)
      .filter(({ view }) => view.media !== 'live')
      .map((at) => ({ at, ms: aheadOf(at, policy) }))
      .filter(({ ms }) => ms > 0)
    const total = sum(ahead.map(({ ms }) => ms))
    if (total < thresholds.ahead) return undefined
    const spans = ahead.map(({ at }) => at)
    return {
      detail: `${when(spans)}，有 ${spans.length} 段播放中视频位置共走快 ${length(total)}，与所示播放速度对不上；这些时间没有计入`,
      entries: listed(spans),
    }
  },
}

function aheadOf({ span }: SpanAt, { maxDrift }: Policy): Milliseconds {
  const expected = (span.ms * span.rate) / 1000
  const over = span.to - span.from - expected
  return over > Math.abs(expected * maxDrift) / 1000 + 1000 ? over : 0
}

export const hiddenLong: SeatRule = {
  code: 'hidden-long',
  find(seat, { policy }): Shown | undefined {
    const spans = spansOf(seat)
    const hidden = spans.filter((at) => !seenBy(at, policy))
    const ms = msOf(hidden)
    if (ms < thresholds.hidden.ms || ms < msOf(spans) * thresholds.hidden.share) return undefined
    return {
      detail: `${when(hidden)}，视频在切走或最小化的页面里共播放 ${length(ms)}（全部播放 ${length(msOf(spans))}）；这些时间没有计入`,
      entries: listed(hidden),
    }
  },
}

export const mutedLong: SeatRule = {
  code: 'muted-long',
  find(seat, { policy }): Shown | undefined {
    const spans = spansOf(seat).filter((at) => seenBy(at, policy))
    const muted = spans.filter(({ span }) => span.muted)
    const ms = msOf(muted)
    if (ms < thresholds.muted.ms || ms < msOf(spans) * thresholds.muted.share) return undefined
    return {
      detail: `${when(muted)}，静音播放 ${length(ms)}（全部播放 ${length(msOf(spans))}）；静音不影响计时`,
      entries: listed(muted),
    }
  },
}
