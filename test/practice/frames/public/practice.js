// One handle for tests, wherever the player sits: practice.play(), pause(), seek(s), rate(x), state(). All answer promises; `ready` says when.
// Made before the player; `media` becomes the live element.
window.practice = {
  media: document.querySelector('video, audio') ?? undefined,
  ask: undefined,
  get ready() {
    return Boolean(this.media || this.ask)
  },
  async order(name, value) {
    if (this.ask) return this.ask(name, value)
    const { media } = this
    if (name === 'play') await media.play()
    if (name === 'pause') media.pause()
    if (name === 'seek') media.currentTime = value
    if (name === 'rate') media.playbackRate = value
    return { time: media.currentTime, duration: media.duration, paused: media.paused, rate: media.playbackRate }
  },
  play() {
    return this.order('play')
  },
  pause() {
    return this.order('pause')
  },
  seek(seconds) {
    return this.order('seek', seconds)
  },
  rate(rate) {
    return this.order('rate', rate)
  },
  state() {
    return this.order('state')
  },
}
