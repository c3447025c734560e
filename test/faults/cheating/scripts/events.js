// 伪造播放: the player stands still; the page is told, by made-up events and properties, that it plays.
;(() => {
  window.pretend = (player, seconds) =>
    new Promise((done) => {
      const began = performance.now()
      const position = () => (performance.now() - began) / 1000
      for (const [name, get] of Object.entries({
        currentTime: position,
        paused: () => false,
        ended: () => false,
        readyState: () => 4,
      }))
        Object.defineProperty(player, name, { get, set() {}, configurable: true })
      for (const name of ['play', 'playing']) player.dispatchEvent(new Event(name))
      const timer = setInterval(() => {
        player.dispatchEvent(new Event('timeupdate'))
        if (position() < seconds) return
        clearInterval(timer)
        player.dispatchEvent(new Event('ended'))
        for (const name of ['currentTime', 'paused', 'ended', 'readyState']) delete player[name]
        done(true)
      }, 100)
    })
})()
