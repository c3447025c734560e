/** Names people know, the more particular first: nearly every browser also calls itself Chrome and Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, '微信'],
  [/QihooBrowser|360SE|360EE|QHBrowser/i, '360 浏览器'],
  [/QQBrowser/i, 'QQ 浏览器'],
  [/Edg/i, 'Edge'],
  [/Firefox/i, 'Firefox'],
  [/Chrome/i, 'Chrome'],
  [/Safari/i, 'Safari'],
]
const systems: readonly (readonly [RegExp, string])[] = [
  [/Windows/i, 'Windows'],
  [/Android/i, 'Android'],
  [/iPhone|iPad/i, 'iOS'],
  [/Mac OS/i, 'macOS'],
  [/Linux|UOS|Kylin/i, 'Linux'],
]

/** What a User-Agent header says, as far as people recognise a browser by it: `Edge · Windows`. */
export function browserOf(agent: string): string {
  const name = (list: typeof browsers) => list.find(([mark]) => mark.test(agent))?.[1]
  return [name(browsers), name(systems)].filter(Boolean).join(' · ') || '—'
}
