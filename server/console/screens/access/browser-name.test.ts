import { expect, it } from 'vitest'
import { browserOf } from './browser-name'

it('names the browser people know, not the ones it also claims to be', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.198 Safari/537.36'
  expect(browserOf(chrome)).toBe('Chrome · Windows')
  expect(browserOf(`${chrome} Edg/120.0`)).toBe('Edge · Windows')
  expect(browserOf(`${chrome} QIHU 360SE`)).toBe('360 浏览器 · Windows')
  expect(browserOf('Mozilla/5.0 (Linux; Android 13) Mobile MicroMessenger/8.0')).toBe('微信 · Android')
  expect(browserOf('')).toBe('—')
})
