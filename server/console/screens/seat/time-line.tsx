import { useId } from 'preact/hooks'
import { showClock } from '../../../../shared/calendar/beijing'
import { duration, reasonOf } from '../../words/amounts'
import { layOutDay } from './lay-out-day'
import type { Session } from './sessions'
import { words } from './words'

const WIDTH = 1180
const LEFT = 56
const LINE = WIDTH - LEFT - 20
const TOP = 6
const LANE = 22
const FLOOR = TOP + LANE * 2 + 4
/** Roughly, at 11 px. */
const SIGN = 11

interface Props {
  sessions: readonly Session[]
  label: string
  onChoose: (session: number) => void
}

/** The day drawn: above what counts, below what does not and why, between them the gaps. The table under it says the same. */
export function TimeLine({ sessions, label, onChoose }: Props) {
  const hatch = useId()
  const { ticks, blocks, gaps } = layOutDay(sessions, LINE)
  return (
    <div class="time-line-frame">
      <svg class="time-line" viewBox={`0 0 ${WIDTH} ${FLOOR + 38}`} role="img" aria-label={label}>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch-ground" width="6" height="6" />
            <line class="hatch" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        <text x="0" y={TOP + 15}>
          {words.counted}
        </text>
        <text x="0" y={TOP + LANE + 19}>
          {words.notCounted}
        </text>
        <g transform={`translate(${LEFT} 0)`}>
          <rect class="track" x="0" y={TOP} width={LINE} height={LANE} />
          <rect class="track" x="0" y={TOP + LANE + 4} width={LINE} height={LANE} />
          {ticks.map(({ x, text }) => (
            <g key={text}>
              <line class="tick" x1={x} x2={x} y1={TOP} y2={FLOOR + 4} />
              <text x={x} y={FLOOR + 16} text-anchor="middle">
                {text}
              </text>
            </g>
          ))}
          {gaps.map(({ x, width, ms }) => (
            <g key={x}>
              <line class="gap" x1={x} x2={x + width} y1={TOP + LANE + 2} y2={TOP + LANE + 2} />
              {width > 90 && (
                <text x={x + width / 2} y={TOP + 15} text-anchor="middle">
                  {words.gap(duration(ms))}
                </text>
              )}
            </g>
          ))}
          {blocks.map(({ session, x, width, reason }) => (
            <Block
              key={session}
              one={sessions[session]}
              x={x}
              width={width}
              reason={reason}
              fill={`url(#${hatch})`}
              onChoose={() => onChoose(session)}
            />
          ))}
          <Labels blocks={blocks} />
        </g>
      </svg>
    </div>
  )
}

function Block({
  one,
  x,
  width,
  reason,
  fill,
  onChoose,
}: {
  one: Session | undefined
  x: number
  width: number
  reason: string | undefined
  fill: string
  onChoose: () => void
}) {
  if (!one) return null
  const result = reason === undefined ? words.counted : `${words.notCounted}：${reasonOf(reason).label}`
  const place =
    reason === undefined
      ? { class: 'piece piece-counted', y: TOP + 1 }
      : { class: 'piece piece-idle', y: TOP + LANE + 5, fill }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the table below is the keyboard's way to the same row
    <rect {...place} x={x} width={width} height={LANE - 2} onClick={onChoose}>
      <title>{`${showClock(one.from)}–${showClock(one.to)} ${one.lesson.title} ${result} ${duration(one.ms)}`}</title>
    </rect>
  )
}

/** Reasons under their blocks, left to right, where there is room for them. */
function Labels({ blocks }: { blocks: readonly { session: number; x: number; reason?: string }[] }) {
  let free = 0
  return (
    <>
      {blocks.map(({ session, x, reason }) => {
        if (reason === undefined) return null
        const { label } = reasonOf(reason)
        if (x < free || x + label.length * SIGN > LINE) return null
        free = x + label.length * SIGN + 12
        return (
          <text class="reason" key={session} x={x} y={FLOOR + 32}>
            {label}
          </text>
        )
      })}
    </>
  )
}
