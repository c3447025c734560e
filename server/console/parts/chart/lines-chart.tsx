import type { ComponentChildren } from 'preact'
import { ChartTable } from './bar-chart'

const WIDTH = 560
const LEFT = 196
const RIGHT = 96
const ROW = 26
/** Signs of a name that fit beside its bar. */
const NAME = 16

interface Props {
  title: string
  label: string
  bars: readonly { name: string; value: number; shown: string }[]
  heads: readonly string[]
  rows: readonly (readonly ComponentChildren[])[]
}

/** Lying bars, one a name, the longest first as given; the table behind them one click away. */
export function LinesChart({ title, label, bars, heads, rows }: Props) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const width = WIDTH - LEFT - RIGHT
  return (
    <figure class="card chart stack-tight">
      <figcaption>
        <h2>{title}</h2>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${bars.length * ROW + 4}`} role="img" aria-label={label}>
        {bars.map(({ name, value, shown }, i) => (
          <g key={name} transform={`translate(0 ${i * ROW})`}>
            <title>{`${name} ${shown}`}</title>
            <text class="value" x={LEFT - 8} y="17" text-anchor="end">
              {name.length > NAME ? `${name.slice(0, NAME - 1)}…` : name}
            </text>
            <rect class="bar-lost" x={LEFT} y="5" width={Math.max(2, (value / most) * width)} height={ROW - 10} />
            <text class="value" x={LEFT + Math.max(2, (value / most) * width) + 6} y="17">
              {shown}
            </text>
          </g>
        ))}
      </svg>
      <ChartTable title={title} heads={heads} rows={rows} />
    </figure>
  )
}
