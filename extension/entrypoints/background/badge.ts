import { browser } from 'wxt/browser'
import { liveWords } from '../../journal/live-words'
import type { Badge } from '../../messages'

const colours = {
  recording: '#17693a',
  'not-counting': '#50605f',
  'signed-in': '#17693a',
  'signed-out': '#50605f',
  attention: '#a36400',
} as const

/** The message of a state, in _locales. */
const messageOf = (badge: Badge) => {
  const name = badge.state === 'attention' ? badge.why : badge.state
  return name.replace('-', '_') as Underscored<typeof name>
}
type Underscored<T extends string> = T extends `${infer A}-${infer B}` ? `${A}_${B}` : T

/** Why nothing counts and what makes it count, where the browser speaks Chinese as the words do. */
function titleOf(badge: Badge): string {
  const title = browser.i18n.getMessage(messageOf(badge))
  if (badge.state !== 'not-counting' || !browser.i18n.getUILanguage().startsWith('zh')) return title
  const { label, cure } = liveWords[badge.reason]
  return `${title}：${label}。${cure}`
}

/** A dot, and the word in the title. */
export async function show(badge: Badge): Promise<void> {
  const { action } = browser
  await action.setTitle({ title: titleOf(badge) })
  await action.setBadgeBackgroundColor({ color: colours[badge.state] })
  await action.setBadgeText({ text: badge.state === 'signed-in' ? '' : badge.state === 'attention' ? '!' : '●' })
}
