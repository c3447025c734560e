/** Chromium also says whether something stands over an element or makes it transparent. */
interface Observing extends IntersectionObserverInit {
  trackVisibility: boolean
  delay: number
}

/** Says whenever an element comes into sight or goes. Returns how to stop. */
export function watchSeen(element: Element, changed: (seen: boolean) => void): () => void {
  let inSight = false
  const tell = () => changed(inSight && document.visibilityState === 'visible')
  const options: Observing = { threshold: [0, 0.9], trackVisibility: true, delay: 100 }
  const observer = new IntersectionObserver((entries) => {
    const last = entries.at(-1)
    if (!last) return
    inSight = 'isVisible' in last ? last.isVisible === true : last.isIntersecting && last.intersectionRatio >= 0.9
    tell()
  }, options)
  observer.observe(element)
  document.addEventListener('visibilitychange', tell)
  return () => {
    observer.disconnect()
    document.removeEventListener('visibilitychange', tell)
  }
}
