// #/study/subject/detail/{id} opens #/study/course/detail/{id} with window.open
;(() => {
  const place = document.getElementById('place')
  const courses = { 'c-9': '隐患排查', 'c-10': '应急处置' }

  function subject() {
    document.title = '班组长轮训 - 知学云'
    place.innerHTML = `<h1>班组长轮训</h1><ul>${Object.entries(courses)
      .map(([id, name]) => `<li data-resource-id="${id}"><button type="button">${name}</button></li>`)
      .join('')}</ul>`
    for (const item of place.querySelectorAll('li'))
      item.addEventListener('click', () => window.open(`#/study/course/detail/${item.dataset.resourceId}`))
  }

  function course(id) {
    document.title = `${courses[id]} - 知学云`
    place.innerHTML = `<h1>${courses[id]}</h1><dl class="chapter-list-box required" data-sectiontype="6">
      <dd class="chapter-item active" data-resource-id="${id}-r1"><span class="common-title text-overflow" data-path="1">第一章 ${courses[id]}要点</span><span class="pull-right">学习中</span></dd></dl>
      <video controls width="640" height="360" src="/media/lesson-60.mp4"></video>`
  }

  const show = () => {
    const id = /^#\/study\/course\/detail\/([^/?]+)/.exec(location.hash)?.[1]
    if (id) course(id)
    else subject()
  }
  addEventListener('hashchange', show)
  show()
})()
