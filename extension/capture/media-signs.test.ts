import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import type { Reading } from './media-clock'
import { MediaSigns } from './media-signs'

/** A player by hand: what it decoded, where its source is from, and the rounds that look at it. */
class Player {
  wall = 1_795_000_000_000
  position = 0
  frames = 0
  perRound = 60
  visible = true
  source: object | null = null
  readonly signs: MediaSigns
  #last: Reading | undefined

  constructor({ picture = true } = {}) {
    const { window } = new JSDOM('<video></video>')
    const element = window.document.querySelector('video')
    if (!element) throw new Error('no video')
    Object.defineProperties(element, {
      videoWidth: { get: () => (picture ? 1280 : 0) },
      srcObject: { get: () => this.source },
      getVideoPlaybackQuality: { value: () => ({ totalVideoFrames: this.frames }) },
    })
    // What places an element is the browser's own; its answers are tested there.
    Object.assign(globalThis, {
      IntersectionObserver: class {
        observe() {}
        disconnect() {}
      },
    })
    this.signs = new MediaSigns(element, element.ownerDocument.defaultView ?? globalThis.window, () => this.wall)
  }

  #read(): Reading {
    const { wall, position, visible } = this
    const reading = { mono: wall, wall, position, rate: 1000, playing: true, visible, pip: false, muted: false }
    this.signs.read(this.#last, reading)
    this.#last = reading
    return reading
  }
  play(seconds: number): void {
    for (let i = 0; i < seconds / 2; i++) {
      this.wall += 2000
      this.position += 2000
      this.frames += this.perRound
      this.signs.round(this.#read())
    }
  }
  jump(to: number): void {
    this.position = to
    this.#read()
  }
  get told() {
    return this.signs.seen.map(({ what, count }) => ({ what, count }))
  }
}

describe('what is seen of a player', () => {
  it('nothing, of an honest lesson of an hour with pauses, a slide that stands, and a few steps back', () => {
    const player = new Player()
    player.play(600)
    player.perRound = 0
    player.play(16)
    player.perRound = 60
    for (let i = 0; i < 6; i++) {
      player.play(300)
      player.jump(player.position - 10_000 - i * 7000)
    }
    expect(player.told).toEqual([])
  })

  it('no decoded picture for twenty seconds while the media run on', () => {
    const player = new Player()
    player.play(10)
    player.perRound = 0
    const from = player.wall
    player.play(30)
    expect(player.signs.seen).toMatchObject([{ what: 'no-frames', from, to: player.wall }])
  })

  it('no missing picture where there is none or none is counted: sound alone, a page that is not in front, a stream', () => {
    const sound = new Player({ picture: false })
    sound.perRound = 0
    sound.play(120)
    const behind = new Player()
    behind.perRound = 0
    behind.visible = false
    behind.play(120)
    const stream = new Player()
    stream.source = { getVideoTracks: () => [] }
    stream.play(4)
    stream.perRound = 0
    stream.play(120)
    expect([...sound.told, ...behind.told, ...stream.told]).toEqual([])
  })

  it('events that a script made, once there are three', () => {
    const player = new Player()
    for (let i = 0; i < 50; i++) player.signs.heard({ isTrusted: true })
    for (let i = 0; i < 2; i++) player.signs.heard({ isTrusted: false })
    expect(player.told).toEqual([])
    for (let i = 0; i < 8; i++) player.signs.heard({ isTrusted: false })
    expect(player.told).toEqual([{ what: 'synthetic', count: 10 }])
  })

  it('the same stretch again and again', () => {
    const player = new Player()
    player.play(60)
    for (let i = 0; i < 5; i++) {
      player.jump(40_000)
      player.play(20)
    }
    expect(player.told).toEqual([{ what: 'looped', count: 5 }])
  })

  it('a source made of a canvas, and not one that comes over WebRTC', () => {
    const stream = (track: object) => ({ getVideoTracks: () => [{ getSettings: () => ({}), ...track }] })
    const live = new Player()
    live.source = stream({})
    live.play(60)
    expect(live.told).toEqual([])
    const canvas = new Player()
    canvas.source = stream({ canvas: {} })
    canvas.play(60)
    expect(canvas.told).toMatchObject([{ what: 'made-source' }])
  })

  it('of another source starts anew', () => {
    const player = new Player()
    for (let i = 0; i < 5; i++) player.signs.heard({ isTrusted: false })
    player.signs.restart()
    expect(player.told).toEqual([])
  })
})
