import { expect, test } from 'vitest'
import { BrowserMissing, findChromium, findFirefox, requireBinary, suiteTitle } from './binaries'

test('a browser that is not installed has a reason that says what to do', () => {
  const binary = findChromium({ PATH: '/nowhere' })
  expect(binary).toMatchObject({ missing: 'chromium', reason: expect.stringContaining('chromium-browser') })
  expect(() => requireBinary(binary)).toThrow(BrowserMissing)
  expect(suiteTitle('plays', binary)).toContain('skipped: none of chromium')
})

test('the variable wins over PATH, and a wrong one is named', () => {
  expect(findFirefox({ PATH: '/nowhere', FIREFOX: process.execPath })).toEqual({ path: process.execPath })
  expect(findFirefox({ PATH: '/usr/bin', FIREFOX: '/nowhere/firefox' })).toMatchObject({
    reason: 'FIREFOX=/nowhere/firefox is not an executable file',
  })
})
