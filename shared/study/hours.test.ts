import fc from 'fast-check'
import { expect, it } from 'vitest'
import { asShown, classHours } from './hours'

const hundredths = (text: string) => Number(text.replace('.', ''))

it('what is shown of a whole is the sum of what is shown of its parts', () => {
  const policy = { minutesPerHour: 1 }
  expect(classHours(asShown([8_100, 8_100], policy), policy)).toBe('0.26')
  fc.assert(
    fc.property(fc.array(fc.nat(10_000_000)), fc.integer({ min: 1, max: 60 }), (parts, minutesPerHour) => {
      const shown = parts.reduce((sum, ms) => sum + hundredths(classHours(ms, { minutesPerHour })), 0)
      expect(hundredths(classHours(asShown(parts, { minutesPerHour }), { minutesPerHour }))).toBe(shown)
    }),
  )
})
