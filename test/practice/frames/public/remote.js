// The player's side of the cross-origin page: it obeys its parent and answers with its state.
addEventListener('message', async ({ data, source, origin }) => {
  const media = document.querySelector('video')
  if (data.name === 'play') await media.play()
  if (data.name === 'pause') media.pause()
  if (data.name === 'seek') media.currentTime = data.value
  if (data.name === 'rate') media.playbackRate = data.value
  const { currentTime, duration, paused, playbackRate } = media
  source.postMessage({ id: data.id, state: { time: currentTime, duration, paused, rate: playbackRate } }, origin)
})
