import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { qrModules } from './qr'

/** Looks of what a reader (jsQR) has read back, at every size that slips need. */
const read = {
  'https://xueji.example.cn/my': '078d85bcd3b5ecec',
  [`https://xueji.example.cn/my#${'a1B2-_'.repeat(20)}`]: '25ec00327f97be02',
  [`https://xueji.example.cn/my#${'a1B2-_'.repeat(60)}`]: 'c6e036e36ed273fb',
}

it.each(Object.entries(read))('%s is drawn as a reader has read it', (text, hash) => {
  const picture = qrModules(text)
    .map((row) => row.map((dark) => (dark ? '#' : '.')).join(''))
    .join('\n')
  expect(createHash('sha256').update(picture).digest('hex').slice(0, 16)).toBe(hash)
})

it('three finders stand in its corners, and what is too long is refused', () => {
  const grid = qrModules('https://xueji.example.cn/my')
  const last = grid.length - 1
  const corner = (x: number, y: number) => [0, 1, 2, 3, 4, 5, 6].map((i) => grid[y]?.[x + i])
  for (const [x, y] of [
    [0, 0],
    [last - 6, 0],
    [0, last],
  ] as const)
    expect(corner(x, y)).toEqual([true, true, true, true, true, true, true])
  expect(() => qrModules('x'.repeat(667))).toThrow(RangeError)
})
