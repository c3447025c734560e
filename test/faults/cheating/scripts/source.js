// 替换视频源: something else plays in the lesson's own player.
;(() => {
  const playing = (player) => player.play().then(() => true)
  /** A loop over the first seconds, in a player nobody can see. */
  window.loopTiny = (player, seconds) => {
    player.style.cssText = 'position:fixed;width:1px;height:1px;min-width:0;min-height:0;opacity:0.01'
    player.addEventListener('timeupdate', () => {
      if (player.currentTime >= seconds) player.currentTime = 0
    })
    return playing(player)
  }
  /** Another, shorter video under an address that says nothing. */
  window.replaceByBlob = async (player, address) => {
    const blob = await (await fetch(address)).blob()
    player.src = URL.createObjectURL(blob)
    return playing(player)
  }
  /** A picture drawn by the page. */
  window.replaceByCanvas = (player) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 })
    const context = canvas.getContext('2d')
    setInterval(() => {
      context.fillStyle = `rgb(${Math.floor(performance.now() / 10) % 256},0,0)`
      context.fillRect(0, 0, 320, 180)
    }, 40)
    player.srcObject = canvas.captureStream(25)
    return playing(player)
  }
})()
