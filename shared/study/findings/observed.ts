import type { Body } from '../../record/bodies'
import type { Milliseconds } from '../../record/fields'
import type { SpanAt } from '../read-chain'
import type { SeatRecord, SeatRule, Shown } from './inquiry'
import { during, least, length, listed, most, sum } from './say'
import { thresholds } from './thresholds'
import type { Trace } from './trace'

/** Rules over observation entries: what capture saw of a player beside its clock. */

type What = Body<'observation'>['what']
type Seen = Trace['observations'][number]
interface Hit extends Seen {
  /** Playing that looked as if seen while it lasted. */
  ms: Milliseconds
}

/** Playing that seems to be in view while an observation lasts: what is hidden or in a small window of its own explains itself. */
function playedWhile(spans: readonly SpanAt[], { body }: Seen): Milliseconds {
  return sum(
    spans
      .filter(({ viewHash, span }) => viewHash === body.view && span.visible && !span.pip)
      .map(({ span }) => Math.max(0, Math.min(body.to, span.wall + span.ms) - Math.max(body.from, span.wall))),
  )
}

function hits({ chains }: SeatRecord, what: What): Hit[] {
  return chains.flatMap(({ observations, spans }) =>
    observations.filter(({ body }) => body.what === what).map((seen) => ({ ...seen, ms: playedWhile(spans, seen) })),
  )
}

const when = (found: readonly Hit[]) =>
  during(least(found.map(({ body }) => body.from)), most(found.map(({ body }) => body.to)))

/** No picture, no size, or something in front, while time counts. */
const unseen = (code: SeatRule['code'], what: What, words: string): SeatRule => ({
  code,
  find(seat): Shown | undefined {
    const found = hits(seat, what).filter(({ ms }) => ms > 0)
    const ms = sum(found.map((hit) => hit.ms))
    const all = sum(seat.chains.flatMap(({ spans }) => spans.map(({ span }) => span.ms)))
    const { ms: long, short, share } = thresholds.unseen
    if (ms < long && (ms < short || ms < all * share)) return undefined
    return { detail: `${when(found)}，播放中有 ${length(ms)}${words}`, entries: listed(found) }
  },
})

export const noFrames = unseen('no-frames', 'no-frames', '视频时间在走，但没有解码出画面')
export const tinyPlayer = unseen('tiny-player', 'tiny', '播放器极小、透明或在页面之外')
export const coveredPlayer = unseen('covered-player', 'covered', '播放器上面有其他内容')

export const madeSource: SeatRule = {
  code: 'made-source',
  find(seat): Shown | undefined {
    const found = hits(seat, 'made-source').filter(({ ms }) => ms > 0)
    const ms = sum(found.map((hit) => hit.ms))
    if (ms < thresholds.madeSource) return undefined
    return {
      detail: `${when(found)}，播放的 ${length(ms)} 画面由网页当场生成，不是课件文件`,
      entries: listed(found),
    }
  },
}

const counted = (code: SeatRule['code'], what: What, least: number, words: (count: number) => string): SeatRule => ({
  code,
  find(seat): Shown | undefined {
    const found = hits(seat, what)
    const count = sum(found.map(({ body }) => body.count ?? 1))
    return count < least ? undefined : { detail: `${when(found)}，${words(count)}`, entries: listed(found) }
  },
})

export const syntheticEvents = counted(
  'synthetic-events',
  'synthetic',
  thresholds.synthetic,
  (count) => `有 ${count} 个播放事件由页面脚本发出，不来自浏览器；计时不依据这些事件`,
)
export const loopedMedia = counted(
  'looped-media',
  'looped',
  thresholds.looped,
  (count) => `播放位置 ${count} 次退回到刚放过的地方重放`,
)
