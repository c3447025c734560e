import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { findUnmeasurable } from './find-unmeasurable'

const look = (body: string, width = 640, height = 360) => {
  const { document, HTMLElement } = new JSDOM(body, { url: 'https://px.example.cn/' }).window
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', { value: width })
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { value: height })
  return findUnmeasurable(document, 'px.example.cn')
}

describe('what plays without a media element', () => {
  it.each([
    ['<embed type="application/x-shockwave-flash">', [{ what: 'plugin', detail: 'application/x-shockwave-flash' }]],
    ['<object data="course.swf"></object>', [{ what: 'plugin', detail: 'application/x-shockwave-flash' }]],
    ['<canvas></canvas><canvas></canvas>', [{ what: 'canvas', detail: '' }]],
    ['<iframe src="https://player.example.com/1"></iframe>', [{ what: 'frame', detail: 'player.example.com' }]],
    ['<iframe src="/own"></iframe><iframe src="about:blank"></iframe><p>text</p>', []],
  ])('%s', (body, found) => expect(look(body)).toEqual(found))

  it('a small canvas or frame is no player', () => {
    expect(look('<canvas></canvas><iframe src="https://ad.example.com/"></iframe>', 300, 250)).toEqual([])
  })
})
