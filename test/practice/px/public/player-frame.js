// video.js in the clothes of the player the site used: same wrapper, button and time texts. It comes late, as there.
;(() => {
  const clock = (seconds) =>
    [Math.floor(seconds / 60), Math.floor(seconds % 60)].map((part) => String(part).padStart(2, '0')).join(':')
  const part = (className, text) => {
    const element = document.createElement('span')
    element.className = className
    element.textContent = text
    return element
  }
  const create = () => {
    const player = videojs('J_prismPlayer', {
      controls: true,
      fill: true,
      language: 'zh-CN',
      bigPlayButton: false,
      playbackRates: [1, 1.5, 2],
      controlBar: { remainingTimeDisplay: false, pictureInPictureToggle: true },
    })
    player.addClass('prism-player')
    const big = part('prism-big-play-btn', '')
    big.addEventListener('click', () => player.play())
    player.el().append(big)
    const times = part('prism-time-display', '')
    const now = part('current-time', '00:00')
    const total = part('duration', '00:00')
    times.append(now, part('time-bound', ' / '), total)
    player.controlBar.el().append(times)

    player.on('play', () => big.classList.add('playing'))
    player.on(['pause', 'ended', 'loadstart'], () => big.classList.remove('playing'))
    player.on('playing', () => {
      total.textContent = clock(player.duration())
    })
    player.on('timeupdate', () => {
      now.textContent = clock(player.currentTime())
    })
    player.on('ended', () => {
      now.textContent = '00:00'
    })
    player.on('loadstart', () => {
      now.textContent = '00:00'
      total.textContent = '00:00'
    })
    parent.mtsControll.attach(player)
  }
  window.addEventListener('load', () => setTimeout(create, 300))
})()
