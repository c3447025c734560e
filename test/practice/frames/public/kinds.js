// Builds the player of the page's kind and hands it to window.practice.
;(() => {
  const { practice } = window
  const place = document.getElementById('place')
  const make = (name, source) => {
    const media = document.createElement(name)
    media.controls = true
    media.src = `/media/${source}`
    return media
  }
  const video = (source = 'lesson-60.mp4') => make('video', source)
  const put = (media) => {
    place.append(media)
    practice.media = media
  }
  const frame = (attributes) => {
    const element = Object.assign(document.createElement('iframe'), { width: '640', height: '360', ...attributes })
    element.allow = 'autoplay'
    return element
  }
  const takeFrom = (element) => {
    practice.media = element.contentDocument.querySelector('video')
  }
  const shadow = (mode) => {
    const host = document.createElement('div')
    const root = host.attachShadow({ mode })
    const media = video()
    root.append(media)
    practice.media = media
    place.append(host)
  }
  const remote = (host) => {
    const origin = `${location.protocol}//${host}`
    const element = frame({ src: `${origin}/videoPlay/playEncrypt?param=8f14e45fceea167a` })
    place.append(element)
    const waiting = new Map()
    addEventListener('message', ({ data, source }) => {
      if (source !== element.contentWindow) return
      waiting.get(data.id)?.(data.state)
      waiting.delete(data.id)
    })
    element.addEventListener('load', () => {
      practice.ask = (name, value) =>
        new Promise((resolve) => {
          const id = crypto.getRandomValues(new Uint32Array(1))[0]
          waiting.set(id, resolve)
          element.contentWindow.postMessage({ id, name, value }, origin)
        })
    })
  }
  const markup = `<!doctype html><meta charset="utf-8"><title>播放窗口</title><video controls width="480" src="${location.origin}/media/lesson-60.mp4"></video>`

  const kinds = {
    late: () => setTimeout(() => put(video()), 1500),
    replaced() {
      put(video())
      practice.replace = () => {
        practice.media.remove()
        put(video('lesson-90.mp4'))
      }
    },
    'same-element'() {
      put(video())
      practice.switchTo = (source) => {
        practice.media.src = `/media/${source}`
      }
    },
    iframe() {
      const element = frame({ src: '/frames/inner' })
      element.addEventListener('load', () => takeFrom(element))
      place.append(element)
      practice.reload = () => {
        practice.media = undefined
        element.contentWindow.location.reload()
      }
    },
    'cross-origin': () => remote('a66ab57a.ataclass.cn'),
    'player-host': () => remote('videoadmin.chinahrt.com'),
    'about-blank'() {
      const element = frame({ src: 'about:blank' })
      place.append(element)
      const inside = element.contentDocument
      inside.open()
      inside.write(markup)
      inside.close()
      takeFrom(element)
    },
    srcdoc() {
      const element = frame({ srcdoc: markup })
      element.addEventListener('load', () => takeFrom(element))
      place.append(element)
    },
    'open-shadow': () => shadow('open'),
    'closed-shadow': () => shadow('closed'),
    audio: () => put(make('audio', 'listening-60.mp3')),
    // Stops by itself after two seconds and goes on when the question is answered: nothing else may touch it.
    quiz() {
      const media = video()
      put(media)
      const dialog = document.createElement('dialog')
      dialog.append(Object.assign(document.createElement('button'), { id: 'answer', textContent: '继续' }))
      place.append(dialog)
      practice.touched = 0
      dialog.addEventListener('click', () => practice.touched++)
      media.addEventListener('timeupdate', () => {
        if (media.currentTime < 2 || practice.asked) return
        practice.asked = true
        media.pause()
        dialog.show()
      })
      practice.answer = () => {
        dialog.close()
        return media.play()
      }
    },
    // As some brushing plug-ins do it.
    forged() {
      put(video())
      Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'visible' })
      Object.defineProperty(Document.prototype, 'hidden', { get: () => false })
      for (const target of [window, document])
        target.addEventListener('visibilitychange', (event) => event.stopImmediatePropagation(), true)
    },
    guarded() {
      practice.violations = []
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) =>
        practice.violations.push(violatedDirective),
      )
      put(video())
    },
    canvas: () => place.append(Object.assign(document.createElement('canvas'), { width: 640, height: 360 })),
    document() {
      const box = Object.assign(document.createElement('div'), { className: 'pdfViewer', textContent: '操作规程 '.repeat(4000) })
      // One that stands there and does not play.
      place.append(box, video())
    },
    'detached-audio'() {
      practice.media = new Audio('/media/listening-60.mp3')
    },
  }
  kinds[document.body.dataset.kind]()
})()
