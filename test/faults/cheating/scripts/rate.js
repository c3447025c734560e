// 倍速: every player of the page is held at a rate; the page neither sees the rate nor hears of the change.
;(() => {
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'playbackRate')
  addEventListener('ratechange', (event) => event.stopImmediatePropagation(), true)
  Object.defineProperty(HTMLMediaElement.prototype, 'playbackRate', { get: () => 1, set() {}, configurable: true })
  const players = new Set()
  const { play } = HTMLMediaElement.prototype
  HTMLMediaElement.prototype.play = function () {
    players.add(this)
    return play.call(this)
  }
  window.speed = (rate) => {
    for (const player of players) set.call(player, rate)
  }
  window.realRate = () => [...players].map((player) => get.call(player))
})()
