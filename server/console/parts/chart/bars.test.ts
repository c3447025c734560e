import { expect, it } from 'vitest'
import { layOutBars } from './bars'

const field = { width: 400, height: 100, room: 40 }
const heights = (values: number[]) =>
  layOutBars(
    values.map((value) => ({ label: '', value })),
    field,
  ).bars.map(({ height }) => height)

it('draws a bar twice as high for twice as much, within the field', () => {
  const [a = 0, b = 0, c = 0] = heights([5, 10, 0])
  expect(b).toBe(a * 2)
  expect(c).toBe(0)
  expect(Math.max(a, b)).toBeLessThanOrEqual(100)
})

it('stacks what does not count on what does', () => {
  const [bar] = layOutBars([{ label: '', value: 6, more: 2 }], field).bars
  expect(bar?.moreY).toBe((bar?.y ?? 0) - (bar?.moreHeight ?? 0))
  expect((bar?.moreHeight ?? 0) * 3).toBeCloseTo(bar?.height ?? 0, 1)
})

it.each([
  [0, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [64, [0, 20, 40, 60, 80]],
  [0.35, [0, 0.1, 0.2, 0.3, 0.4]],
])('puts lines at round numbers up to what is above %d', (most, lines) => {
  expect(layOutBars([{ label: '', value: most }], field).ticks.map(({ value }) => value)).toEqual(lines)
})

it.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [2, [0, 1, 2]],
  [3, [0, 1, 2, 3]],
  [64, [0, 20, 40, 60, 80]],
])('puts lines at whole numbers where it counts people: up to %d', (most, lines) => {
  expect(layOutBars([{ label: '', value: most }], { ...field, whole: true }).ticks.map(({ value }) => value)).toEqual(
    lines,
  )
})

it('names as many bars as there is room for, and the first always', () => {
  const bars = Array.from({ length: 40 }, () => ({ label: '11-22', value: 1 }))
  const named = layOutBars(bars, field).bars.flatMap(({ named }, i) => (named ? [i] : []))
  expect(named).toEqual([0, 4, 8, 12, 16, 20, 24, 28, 32, 36])
})
