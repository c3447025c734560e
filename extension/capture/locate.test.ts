import { JSDOM } from 'jsdom'
import { expect, it } from 'vitest'
import { locate, onScreen } from './locate'

it('a page that is prepared in advance, or behind another, is not on screen', () => {
  expect(onScreen({ visibilityState: 'visible' })).toBe(true)
  expect(onScreen({ visibilityState: 'visible', prerendering: false })).toBe(true)
  expect(onScreen({ visibilityState: 'visible', prerendering: true })).toBe(false)
  expect(onScreen({ visibilityState: 'hidden' })).toBe(false)
})

it('a frame without an address of its own is where its parent is', () => {
  const { defaultView } = new JSDOM('<base href="https://px.example.cn/course/1">', { url: 'about:blank' }).window
    .document
  expect(defaultView && locate(defaultView).url.href).toBe('https://px.example.cn/course/1')
})
