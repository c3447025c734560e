import { expect, it } from 'vitest'
import { TestClock } from './access/access.fixture'
import { Patience } from './patience'

it('waits twice as long after each failure, never longer than the longest, and from the beginning once it was done', () => {
  const clock = new TestClock()
  const patience = new Patience(clock, 10, 35)
  const waits = () => {
    patience.failed('a')
    const from = clock.at
    while (!patience.isDue('a')) clock.pass(1)
    return clock.at - from
  }
  expect(patience.isDue('a')).toBe(true)
  expect([waits(), waits(), waits(), waits()]).toEqual([10, 20, 35, 35])
  expect(patience.isDue('b'), 'one keeps nobody from another').toBe(true)
  patience.done('a')
  expect(waits()).toBe(10)
})
