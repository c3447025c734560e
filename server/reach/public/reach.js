// What the extension tells these pages (shared/api/reach.ts), put into words. Written for any kernel that shows the page;
// without it the page reads as it stands. Nothing is sent anywhere: it talks to the page's own window alone.
;(function () {
  var MINUTE = 60000
  var ASK_EVERY = 2000
  // A receipt this old is no longer "recent": a day without one is worth a look.
  var RECENT = 86400000
  var found = document.getElementById('xueji-found')
  var practice = document.getElementById('xueji-practice')
  var hint = document.getElementById('xueji-hint')
  var video = document.querySelector && document.querySelector('video')
  if (!window.postMessage || !window.addEventListener || !found) return

  var origin = location.protocol + '//' + location.host
  var served = document.body.getAttribute('data-build')
  var here = false

  function count(value) {
    return typeof value === 'number' && isFinite(value) && value >= 0 && Math.floor(value) === value
  }

  function older(build, version) {
    var mine = String(build).split(' ')[0].split('.')
    var theirs = String(version).split('.')
    var difference, i
    for (i = 0; i < theirs.length; i++) {
      difference = (Number(mine[i]) || 0) - (Number(theirs[i]) || 0)
      if (difference !== 0) return difference < 0
    }
    return false
  }

  function two(number) {
    return number < 10 ? '0' + number : String(number)
  }

  // Beijing time, whatever the computer's.
  function time(ms) {
    var at = new Date(ms + 8 * 3600000)
    return (
      at.getUTCFullYear() +
      '-' +
      two(at.getUTCMonth() + 1) +
      '-' +
      two(at.getUTCDate()) +
      ' ' +
      two(at.getUTCHours()) +
      ':' +
      two(at.getUTCMinutes())
    )
  }

  function say(element, text) {
    if (element && element.textContent !== text) element.textContent = text
  }

  function showHere(message) {
    var lines = []
    var good = message.joined > 0
    var text, line, i
    here = true
    if (good) {
      lines.push('学迹已安装，已加入本服务器的培训班。')
      if (message.lastReceiptAt === undefined)
        lines.push('老师还没有收到过本机的记录：签到后播放课程，过一会儿就会收到。')
      else {
        lines.push('老师最近一次收到本机记录：' + time(message.lastReceiptAt) + '。')
        if (new Date().getTime() - message.lastReceiptAt > RECENT)
          lines.push('已经超过一天：最近学过的话，请点学迹图标看看“本机未交”。')
      }
    } else lines.push('学迹已安装，还没有加入本服务器的培训班：请点右上角的“学迹”图标 →“加入班级”。')
    if (served && older(message.build, served)) {
      good = false
      lines.push(
        '学迹有新版本 ' +
          served +
          '（本机 ' +
          String(message.build).split(' ')[0] +
          '）：请照上面的步骤更新，已有记录不会丢。',
      )
    }
    text = lines.join('')
    if (found.getAttribute('data-said') === text) return
    found.setAttribute('data-said', text)
    found.className = good ? 'note counted' : 'note'
    found.textContent = ''
    for (i = 0; i < lines.length; i++) {
      line = document.createElement('p')
      line.textContent = lines[i]
      found.appendChild(line)
    }
  }

  function showPractice(message) {
    if (!practice) return
    var seconds = Math.floor(message.recordedMs / 1000)
    if (message.recordedMs < MINUTE) {
      say(practice, '已记录 ' + seconds + ' 秒，满 1 分钟就好')
      say(hint, '没有增加？请看学迹图标：未签到的先签到；页面要在眼前，用正常速度播放。')
    } else if (message.receivedMs === undefined) {
      say(practice, '已记 1 分钟，待导出')
      say(hint, '本班用文件上交：点学迹图标 →“保存上交文件”，把文件交给老师。')
    } else if (message.receivedMs >= MINUTE) {
      say(practice, '已记 1 分钟，老师已收到')
      say(hint, '全都好了。打开培训网站，像平时一样播放课程。')
    } else {
      say(practice, '已记 1 分钟，正在交给老师…')
      say(hint, '一般几秒钟；两分钟还没有收到，请点学迹图标 →“上交学习记录”看原因。')
    }
  }

  window.addEventListener('message', function (event) {
    var message = event.data
    if (event.source !== window || event.origin !== origin || !message || typeof message !== 'object') return
    if (message.xueji === 'here' && typeof message.build === 'string' && count(message.joined)) {
      if (message.lastReceiptAt === undefined || count(message.lastReceiptAt)) showHere(message)
    } else if (message.xueji === 'practice' && count(message.recordedMs)) {
      if (message.receivedMs === undefined || count(message.receivedMs)) showPractice(message)
    }
  })

  function ask() {
    if (!document.hidden) window.postMessage({ xueji: 'hello' }, origin)
  }

  if (video && practice)
    video.addEventListener('playing', function () {
      if (!here) say(practice, '正在播放，还没有发现学迹')
    })

  ask()
  setInterval(ask, ASK_EVERY)
})()
