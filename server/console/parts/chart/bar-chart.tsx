import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { type Bar, layOutBars } from './bars'
import { words } from './words'

const WIDTH = 560
const HEIGHT = 180
const LEFT = 44
const TOP = 20
const BOTTOM = 22
/** Roughly, at 11 px. */
const SIGN = 7

interface Props {
  title: string
  bars: readonly Bar[]
  /** What the height is in. */
  unit: string
  /** What solid and hatched are, where there are both. */
  legend?: { value: string; more: string }
  /** The picture in one sentence. */
  label: string
  /** The same as a table: its heads and rows. */
  heads: readonly string[]
  rows: readonly (readonly ComponentChildren[])[]
  /** Shown above a bar. */
  show?: (value: number) => string
  /** People and the like: no halves at the side. */
  whole?: boolean
}

/** Upright bars, readable in grey print, with the table behind them one click away. */
export function BarChart({ title, bars, unit, legend, label, heads, rows, show = String, whole = false }: Props) {
  const hatch = useId()
  const field = { width: WIDTH - LEFT - 8, height: HEIGHT }
  const room = Math.max(...bars.map((bar) => bar.label.length), 1) * SIGN + 10
  const { bars: laid, ticks } = layOutBars(bars, { ...field, room, whole })
  const roomy = bars.length <= 14
  return (
    <figure class="card chart stack-tight">
      <figcaption class="row-between">
        <h2>{title}</h2>
        {legend && (
          <ul class="legend">
            <li>
              <svg class="swatch" viewBox="0 0 16 12" aria-hidden="true">
                <rect class="bar" width="16" height="12" />
              </svg>
              {legend.value}
            </li>
            <li>
              <svg class="swatch" viewBox="0 0 16 12" aria-hidden="true">
                <rect class="bar-more" width="16" height="12" fill={`url(#${hatch})`} />
              </svg>
              {legend.more}
            </li>
          </ul>
        )}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${TOP + HEIGHT + BOTTOM}`} role="img" aria-label={label}>
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch-ground" width="6" height="6" />
            <line class="hatch" x1="0" y1="0" x2="0" y2="6" />
          </pattern>
        </defs>
        <text x="0" y="11">
          {unit}
        </text>
        <g transform={`translate(${LEFT} ${TOP})`}>
          {ticks.map(({ y, value }) => (
            <g key={value}>
              <line class="grid" x1="0" x2={field.width} y1={y} y2={y} />
              <text x="-6" y={y + 4} text-anchor="end">
                {value}
              </text>
            </g>
          ))}
          {laid.map(({ x, width, y, height, moreY, moreHeight, named }, i) => {
            const bar = bars[i]
            if (!bar) return null
            return (
              <g key={bar.label}>
                <title>{`${bar.label} ${rows[i]?.slice(1).join(' ') ?? ''}`}</title>
                <rect class="bar" x={x} y={y} width={width} height={height} />
                {moreHeight > 0 && (
                  <rect class="bar-more" x={x} y={moreY} width={width} height={moreHeight} fill={`url(#${hatch})`} />
                )}
                {roomy && bar.value > 0 && (
                  <text class="value" x={x + width / 2} y={moreY - 4} text-anchor="middle">
                    {show(bar.value)}
                  </text>
                )}
                {named && (
                  <text x={x + width / 2} y={field.height + 16} text-anchor="middle">
                    {bar.label}
                  </text>
                )}
              </g>
            )
          })}
        </g>
      </svg>
      <ChartTable title={title} heads={heads} rows={rows} />
    </figure>
  )
}

/** A head that is an element (a link) brings its own. */
const keyOf = (head: ComponentChildren): string =>
  String(typeof head === 'object' && head !== null && 'key' in head ? head.key : head)

/** The figures of a picture, folded away. */
export function ChartTable({ title, heads, rows }: Pick<Props, 'title' | 'heads' | 'rows'>) {
  return (
    <details>
      <summary>{words.table}</summary>
      <table>
        <caption class="hidden-visually">{title}</caption>
        <thead>
          <tr>
            {heads.map((head, i) => (
              <th key={head} scope="col" class={i === 0 ? undefined : 'number'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([head, ...cells]) => (
            <tr key={keyOf(head)}>
              <th scope="row">{head}</th>
              {cells.map((cell, i) => (
                <td key={heads[i + 1]} class="number">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
