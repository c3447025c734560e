import { describe, expect, it } from 'vitest'
import { type HandInItem, receiptsOf } from '../screens/class/hand-in-queue'
import { exact, fileSize, foldedFrom, reasonOf } from '../words/amounts'
import { fileName } from './http'
import { Problem, problemFrom, problemOf } from './problem'

describe('what the server says', () => {
  it('keeps its own words, code and places', async () => {
    const answer = {
      code: 'roster-refused',
      message: '名册有 1 处需要改正',
      places: [{ row: 3, column: '姓名', message: '姓名是空的' }],
    }
    const problem = await problemFrom(new Response(JSON.stringify(answer), { status: 422 }))
    expect(problem).toMatchObject(answer)
  })
  it('is not trusted to be readable', async () => {
    expect((await problemFrom(new Response('<html>Bad gateway', { status: 502 }))).code).toBe('http-502')
  })
  it('tells no answer from a wrong one', () => {
    expect(problemOf(new TypeError('Failed to fetch')).code).toBe('offline')
    const own = new Problem('conflict', '已处理')
    expect(problemOf(own)).toBe(own)
  })
  it('names files in Chinese', () => {
    expect(fileName(`attachment; filename*=UTF-8''${encodeURIComponent('名册 3.xlsx')}`)).toBe('名册 3.xlsx')
    expect(fileName('attachment')).toBeUndefined()
  })
})

describe('amounts', () => {
  it('rounds down to whole seconds and keeps every hour', () => {
    expect(exact(5_525_999)).toBe('1:32:05')
    expect(exact(100 * 3_600_000)).toBe('100:00:00')
    expect(foldedFrom(5_520_000, 45)).toBe('1小时32分 ÷ 45 分钟')
    expect([fileSize(512), fileSize(1536), fileSize(5 * 1024 * 1024)]).toEqual(['512 B', '1.5 kB', '5.0 MB'])
  })
  it('shows a reason it does not know as it stands', () => {
    expect(reasonOf('rate').label).toBe('倍速播放')
    expect(reasonOf('toString')).toEqual({ label: 'toString', cure: '' })
  })
})

it('hands each receipt back once, however often a file was imported', () => {
  const item = (receipts: string): HandInItem => ({
    id: 1,
    name: 'a',
    file: new File([], 'a'),
    state: 'done',
    report: { chains: 1, entries: 1, already: 0, refused: [], receipts, people: [] },
  })
  expect(
    receiptsOf([item('one\ntwo\n'), item('two\n'), { id: 2, name: 'b', file: new File([], 'b'), state: 'failed' }]),
  ).toBe('one\ntwo\n')
})
