import { JSDOM } from 'jsdom'
import { expect, it, vi } from 'vitest'
import type { RuleInUse } from '../messages'
import { builtIn } from '../sites'
import { FrameReader } from './frame-reader'

const rules: RuleInUse[] = builtIn.map((rule) => ({ rule, ref: `${rule.id}@${rule.version}` }))

function reading(ask: () => Promise<RuleInUse[] | undefined>) {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const { window } = new JSDOM('<h1>电工</h1>', { url: 'https://px.class.com.cn/' })
  let asked = 0
  const reader = new FrameReader(
    window as unknown as Window,
    () => {
      asked++
      return ask()
    },
    () => undefined,
    () => undefined,
  )
  const round = async () => {
    now += 2000
    reader.round()
    await new Promise(setImmediate)
  }
  return { reader, round, asked: () => asked }
}

it('asks again for its rules where a killed worker never answers, and where it is refused', async () => {
  const answers = [
    () => new Promise<never>(() => undefined),
    async () => Promise.reject(new Error('no receiver')),
    async () => rules,
  ]
  const { reader, round, asked } = reading(() => (answers.shift() ?? (async () => rules))())
  for (let i = 0; i < 4; i++) await round()
  expect(asked()).toBe(1)
  for (let i = 0; i < 4; i++) await round()
  expect(asked()).toBe(3)
  expect(reader.rules).toHaveLength(rules.length)
  for (let i = 0; i < 10; i++) await round()
  expect(asked()).toBe(3)
})
