import { browser } from 'wxt/browser'
import { liveWords } from '../../journal/live-words'
import { readsChinese } from '../../locales/chinese'
import type { Badge } from '../../messages'

const colours = {
  recording: '#17693a',
  'not-counting': '#50605f',
  'signed-in': '#17693a',
  'signed-out': '#50605f',
  attention: '#a36400',
} as const

/** Words of the toolbar, in the language of the pages: the browser may speak English to somebody who reads Chinese. */
let words: Promise<Record<string, { message: string } | undefined>> | undefined
const readWords = async (language: 'zh_CN' | 'en') =>
  (await fetch(new URL(`/_locales/${language}/messages.json`, browser.runtime.getURL('/')))).json()

/** The state, and what makes it count where it does not. */
async function titleOf(badge: Badge): Promise<string> {
  const name = (badge.state === 'attention' ? badge.why : badge.state).replace('-', '_')
  words ??= readWords(readsChinese() ? 'zh_CN' : 'en')
  const title = (await words)[name]?.message ?? ''
  if (badge.state !== 'not-counting' || !readsChinese()) return title
  const { label, cure } = liveWords[badge.reason]
  return `${title}：${label}。${cure}`
}

/** A dot, and the word in the title. */
export async function show(badge: Badge): Promise<void> {
  const { action } = browser
  await action.setTitle({ title: await titleOf(badge) })
  await action.setBadgeBackgroundColor({ color: colours[badge.state] })
  await action.setBadgeText({ text: badge.state === 'signed-in' ? '' : badge.state === 'attention' ? '!' : '●' })
}
