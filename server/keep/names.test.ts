import { expect, it } from 'vitest'
import { backupName, madeAt, superseded } from './names'

const server = 'ab12cd34ef56ab78'
const DAY = 86_400_000
/** 07:31:12 in Beijing. */
const first = Date.parse('2026-11-26T07:31:12+08:00')
const days = (count: number, from = first) =>
  Array.from({ length: count }, (_, i) => backupName(server, from - i * DAY))

it('names a backup by server and Beijing time, and reads both back', () => {
  const name = backupName(server, first)
  expect(name).toBe('xueji-ab12cd34-20261126-073112.zip')
  expect(madeAt(server, name)).toBe(first)
  expect(madeAt('ffffffffffffffff', name)).toBeUndefined()
  expect(madeAt(server, '照片.zip')).toBeUndefined()
})

it('keeps the last of seven days, eight weeks and twelve months, and never the files of others', () => {
  const others = ['照片.zip', 'xueji-ffffffff-20200101-000000.zip', '.xueji-backup.part']
  const names = [...days(500), ...others]
  const gone = new Set(superseded(server, names, { daily: 7, weekly: 8, monthly: 12 }))
  const kept = names.filter((name) => !gone.has(name))
  expect(kept).toEqual(expect.arrayContaining(others))
  const own = kept.filter((name) => !others.includes(name))
  expect(own.slice(0, 7)).toEqual(days(7))
  // Sundays of the weeks before, then the last day of each month.
  expect(own.slice(7, 11).map((name) => name.slice(15, 23))).toEqual(['20261115', '20261108', '20261101', '20261031'])
  expect(own.at(-1)).toContain('20251231')
  expect(own.length).toBeLessThanOrEqual(7 + 8 + 12)
})

it('keeps the last of several of one day, and always the newest of all', () => {
  const names = [backupName(server, first), backupName(server, first - 3_600_000)]
  expect(superseded(server, names, { daily: 7, weekly: 0, monthly: 0 })).toEqual([names[1]])
  expect(superseded(server, [backupName(server, first)], { daily: 0, weekly: 0, monthly: 0 })).toEqual([])
})
