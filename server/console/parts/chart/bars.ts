/** One bar: what is solid, what is hatched on top of it, and what it is called. */
export interface Bar {
  label: string
  value: number
  more?: number
}

export interface LaidBar {
  x: number
  width: number
  /** From the top; heights of both parts. */
  y: number
  height: number
  moreY: number
  moreHeight: number
  /** Whether there is room for its label. */
  named: boolean
}

export interface BarLayout {
  bars: LaidBar[]
  /** Lines across, from the bottom. */
  ticks: { y: number; value: number }[]
}

const STEPS = [1, 2, 5]
const TICKS = 4
/** No wider than this, however few there are. */
const WIDEST = 72

/** Where bars and lines stand in a field `width` by `height`, its top at 0. A label needs `room`; `whole` are things that have no halves. */
export function layOutBars(
  all: readonly Bar[],
  { width, height, room, whole = false }: { width: number; height: number; room: number; whole?: boolean },
): BarLayout {
  const most = Math.max(0, ...all.map(({ value, more = 0 }) => value + more))
  const step = whole ? Math.max(1, stepFor(most)) : stepFor(most)
  const top = Math.max(step, Math.ceil(most / step - 1e-9) * step)
  const slot = width / Math.max(1, all.length)
  const wide = Math.min(WIDEST, slot * 0.72)
  const every = Math.max(1, Math.ceil(room / slot))
  const tall = (value: number) => round((value / top) * height)
  return {
    bars: all.map(({ value, more = 0 }, i) => ({
      x: round(slot * i + (slot - wide) / 2),
      width: round(wide),
      y: round(height - tall(value)),
      height: tall(value),
      moreY: round(height - tall(value + more)),
      moreHeight: round(tall(value + more) - tall(value)),
      named: i % every === 0,
    })),
    ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, i) => ({
      y: round(height - tall(i * step)),
      value: round(i * step),
    })),
  }
}

/** 1, 2 or 5 times a power of ten, so that there are about four lines. */
function stepFor(most: number): number {
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most / TICKS))
  return (STEPS.find((step) => step * power * TICKS >= most) ?? 10) * power
}

const round = (value: number) => Math.round(value * 100) / 100
