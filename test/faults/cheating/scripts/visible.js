// 切屏不暂停: the page believes that it is seen and in focus, whatever happens to its tab.
;(() => {
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => 'visible', configurable: true })
  Object.defineProperty(Document.prototype, 'hidden', { get: () => false, configurable: true })
  Document.prototype.hasFocus = () => true
  for (const name of ['visibilitychange', 'webkitvisibilitychange', 'blur', 'focusout', 'pagehide', 'mouseleave'])
    for (const target of [window, document])
      target.addEventListener(name, (event) => event.stopImmediatePropagation(), true)
})()
