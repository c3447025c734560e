import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { valueKey } from '../../shared/site/calls'
import { PageCalls } from './page-calls'

const allowed = [{ url: '/exam$', pointers: ['/score', '/max'] }]
const said = (url: unknown, values: unknown) => JSON.stringify({ url, values })
let now = 10_000
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => now))
afterEach(() => vi.restoreAllMocks())

it('takes the places that a rule names, of the newest answer', () => {
  const calls = new PageCalls()
  expect(
    calls.take(said('/exam$', { '/score': '92', '/max': '100', '/name': '王晓明' }), allowed, 'http://a.cn/1'),
  ).toBe(true)
  expect([...calls.at('http://a.cn/1')]).toEqual([
    [valueKey('/exam$', '/score'), '92'],
    [valueKey('/exam$', '/max'), '100'],
  ])
  calls.take(said('/exam$', { '/score': '95' }), allowed, 'http://a.cn/1')
  expect([...calls.at('http://a.cn/1')]).toEqual([[valueKey('/exam$', '/score'), '95']])
})

it('takes nothing else, whatever a page forges', () => {
  const calls = new PageCalls()
  for (const forged of [
    undefined,
    { url: '/exam$', values: { '/score': '1' } },
    'no json',
    'null',
    '[]',
    said('login', { '/token': 'x' }),
    said(7, {}),
    'x'.repeat(200_000),
  ])
    expect(calls.take(forged, allowed, 'http://a.cn/1')).toBe(false)
  calls.take(said('/exam$', { '/score': 92, '/max': 'y'.repeat(5000) }), allowed, 'http://a.cn/1')
  expect([...calls.at('http://a.cn/1')]).toEqual([[valueKey('/exam$', '/max'), 'y'.repeat(1000)]])
  calls.take(said('/exam$', null), allowed, 'http://a.cn/1')
  expect(calls.at('http://a.cn/1').size).toBe(0)
})

it('forgets at a new address what was said of the old one, but not what came just ahead of it, however late the change is seen', () => {
  const calls = new PageCalls()
  const score = (page: string) => calls.at(page).get(valueKey('/exam$', '/score'))
  calls.take(said('/exam$', { '/score': '92' }), allowed, 'http://a.cn/1')
  now += 5000
  expect(score('http://a.cn/1')).toBe('92')
  expect(score('http://a.cn/2')).toBeUndefined()
  calls.take(said('/exam$', { '/score': '88' }), allowed, 'http://a.cn/2')
  now += 3000
  expect(score('http://a.cn/3')).toBe('88')
})

it('keeps what was said at the new address before anybody had seen that it is new', () => {
  const calls = new PageCalls()
  calls.take(said('/exam$', { '/score': '92' }), allowed, 'http://a.cn/1')
  now += 4000
  calls.seen('http://a.cn/1')
  calls.take(said('/exam$', { '/score': '88' }), allowed, 'http://a.cn/2')
  now += 9000
  expect(calls.at('http://a.cn/2').get(valueKey('/exam$', '/score'))).toBe('88')
})

it('of two rules whose calls have one address each gets the places it names', () => {
  const calls = new PageCalls()
  const both = [...allowed, { url: '/exam$', pointers: ['/pass'] }, { url: 'exam', pointers: ['/score'] }]
  calls.take(said('/exam$', { '/score': '92', '/pass': 'true' }), both, 'http://a.cn/1')
  expect([...calls.at('http://a.cn/1').keys()]).toEqual([valueKey('/exam$', '/score'), valueKey('/exam$', '/pass')])
})
