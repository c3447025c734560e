// Routes as the real one has them: #/v_courseDetails?courseId=, #/v_video?courseId=&sectionId=&sectionName=
;(() => {
  const place = document.getElementById('place')
  const title = '职业素养提升'
  const crumbs = `<div class="details-main"><div class="crumbs-title"><p><a>首页</a> &gt; <a>${title}</a></p></div></div>`
  const parameters = () => new URLSearchParams(location.hash.replace(/^[^?]*\??/, ''))

  function video() {
    const origin = `${location.protocol}//videoadmin.chinahrt.com`
    place.innerHTML = `${crumbs}<iframe id="iframe" width="640" height="360" allow="autoplay" src="${origin}/videoPlay/playEncrypt?param=8f14e45f"></iframe>`
    const frame = document.getElementById('iframe')
    const waiting = new Map()
    addEventListener('message', ({ data, source }) => {
      if (source !== frame.contentWindow) return
      waiting.get(data.id)?.(data.state)
      waiting.delete(data.id)
    })
    frame.addEventListener('load', () => {
      window.practice.ask = (name, value) =>
        new Promise((resolve) => {
          const id = crypto.getRandomValues(new Uint32Array(1))[0]
          waiting.set(id, resolve)
          frame.contentWindow.postMessage({ id, name, value }, origin)
        })
    })
  }

  function course() {
    const id = parameters().get('courseId')
    const lessons = ['第一讲 职业理想', '第二讲 职业道德']
    place.innerHTML = `${crumbs}<p>学时：6</p><ul class="course-h oh">${lessons
      .map(
        (name, n) =>
          `<li><span class="text">${name}</span><span>(00:01:00)</span><a class="button" href="#/v_video?courseId=${id}&sectionId=s-${n + 1}&sectionName=${encodeURIComponent(name)}">播放</a></li>`,
      )
      .join('')}</ul>`
  }

  const show = () => {
    window.practice.ask = undefined
    if (location.hash.startsWith('#/v_video')) video()
    else course()
  }
  addEventListener('hashchange', show)
  show()
})()
