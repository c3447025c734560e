import { describe, expect, it } from 'vitest'
import { platformOf, scoresOf, scoreText } from './roster-view'

describe('the roster as shown', () => {
  it('lets one course speak for itself and counts several', () => {
    const one = { key: 'a', title: 'a', credited: 0, platform: { progress: '80%' } }
    const done = { key: 'b', title: 'b', credited: 0, platform: { finished: true } }
    expect(platformOf([one])).toEqual({ text: '80%' })
    expect(platformOf([one, done])).toEqual({ finished: 1, of: 2 })
    expect(platformOf([{ key: 'a', title: 'a', credited: 0 }])).toBeUndefined()
  })
  it('shows a score as the page did, and counts several', () => {
    const score = { value: '92', max: '100', source: 'page', at: 1 }
    expect(scoresOf([{ key: 'a', title: 'a', credited: 0, score }])).toEqual({ score })
    expect(
      scoresOf([
        { key: 'a', title: 'a', credited: 0, score },
        { key: 'b', title: 'b', credited: 0 },
      ]),
    ).toEqual({ scored: 1, of: 2 })
    expect(scoreText(score)).toBe('92/100')
  })
})
