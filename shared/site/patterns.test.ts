import { expect, it } from 'vitest'
import { builtIn } from '../../extension/sites'
import { backtracks } from './patterns'
import { readingsOf } from './rule'

it.each([
  '(a+)+',
  '(a*)*b',
  '(?:\\d+)+x',
  '(a|aa)*',
  '(?:a?b?)+',
  '((a+))+',
  '([a-z]+){2,}',
  '(?:x(?:y|z)){3}',
  '.*a.*b',
  '^.*a.*b.*c',
  '[^x]+[^x]+[^x]+',
  '.{0,200}.{0,200}',
])('%s is refused', (source) => {
  expect(backtracks(source, 2)).toBeDefined()
})

it.each([
  '^(.+?)\\s*(?:[-_|–—]|$)',
  '(\\d+(?:\\.\\d+)?)\\s*/\\s*\\d+(?:\\.\\d+)?(?!\\d)',
  '^/course/[^/]+/task/[^/]+/x/[^/]+$',
  '(?:\\d{2}:){2}\\d{2}',
  '[(+*]{1,3}\\(\\+\\*',
  '\\p{Script=Han}+',
  '(?:成绩|得分)[：:].{0,60}?(不合格|合格)',
  '签到(?:日期|时间)[：:]\\s*(\\S{8,11})',
  '^a{3}$',
])('%s is not', (source) => {
  expect(backtracks(source, 2)).toBeUndefined()
})

it('a pattern over a whole page may repeat nothing without end but white space and digits', () => {
  expect(backtracks('成绩.*分', 1)).toBeDefined()
  expect(backtracks('成绩.{0,40}\\d+', 1)).toBeUndefined()
})

it('every pattern of the built-in rules answers at once, whatever a page says', () => {
  const texts = ['a', '1', ' ', '-', '（', '成绩：', '12:', '/', 'a-', '已学'].map((piece) => piece.repeat(2000))
  for (const rule of builtIn)
    for (const { pattern = '', text } of readingsOf(rule))
      for (const one of texts) {
        const before = performance.now()
        new RegExp(pattern, 'u').exec(text ? one.repeat(5).slice(0, 30_000) : one.slice(0, 2000))
        expect(performance.now() - before, pattern).toBeLessThan(1000)
      }
})
