// The page's own calls, and what it gets of them.
;(() => {
  const api = `${location.protocol}//skills-api.kjcxchina.com/api/v1`
  const heard = { title: undefined, saved: [], unheard: [], handed: [] }
  const load = async () => {
    const chapter = new URLSearchParams(location.search).get('chapter_id')
    const response = await fetch(`${api}/coursesDetail?id=7&key=&chapter_id=${chapter}`)
    const { data } = await response.json()
    heard.title = data.videoParame.VideoMeta.Title
  }
  addEventListener('unhandledrejection', ({ reason }) => heard.unheard.push(String(reason)))
  window.practice = {
    heard,
    load,
    open(chapter) {
      history.pushState({}, '', `?id=7&chapter_id=${chapter}`)
      return load()
    },
    save: (percent) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest()
        request.open('POST', `${api}/saveStudy`)
        request.setRequestHeader('content-type', 'application/x-www-form-urlencoded')
        request.addEventListener('load', () => {
          heard.saved.push(JSON.parse(request.responseText).data.finish)
          resolve(heard.saved.length)
        })
        request.send(`percent=${percent}`)
      }),
    fail: () =>
      void fetch(`${api}/coursesDetail?chapter_id=0`)
        .then((response) => response.json())
        .catch(() => {
          throw new Error('no such lesson')
        }),
    login: () => fetch(`${api}/authorizations`).then((response) => response.json()),
  }
  void load()
})()
