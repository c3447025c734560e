import { expect, it } from 'vitest'
import { buildName, knowsPageWorld, tooOld } from './build'

const chromium = (version: number, rest = '') =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36${rest}`
const firefox = (version: number) =>
  `Mozilla/5.0 (Windows NT 10.0; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`

it.each([
  [chromium(156), false],
  [chromium(102), false],
  [chromium(101), true],
  [chromium(86, ' QIHU 360SE'), true],
  [chromium(132, ' Edg/132.0.0.0'), false],
  [firefox(142), false],
  [firefox(128), true],
  ['something else', false],
])('%s is too old: %s', (agent, old) => expect(tooOld(agent)).toBe(old))

it('names version and kernel', () => {
  expect(buildName('0.1.0', chromium(132))).toBe('0.1.0 chrome/132')
  expect(buildName('0.1.0', firefox(153))).toBe('0.1.0 firefox/153')
  expect(buildName('0.1.0', '')).toBe('0.1.0 unknown')
})

it.each([
  [chromium(110), false],
  [chromium(111), true],
  [firefox(142), true],
])('%s lets a script into the page’s own world: %s', (agent, lets) => expect(knowsPageWorld(agent)).toBe(lets))
