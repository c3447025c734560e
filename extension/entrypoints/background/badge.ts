import { browser } from 'wxt/browser'
import type { Badge } from '../../messages'

const colours = {
  recording: '#17693a',
  'not-counting': '#50605f',
  'signed-in': '#17693a',
  'signed-out': '#50605f',
  attention: '#a36400',
} as const

/** The message of a state, in _locales. */
const titleOf = (badge: Badge) => {
  const name = badge.state === 'attention' ? badge.why : badge.state
  return name.replace('-', '_') as Underscored<typeof name>
}
type Underscored<T extends string> = T extends `${infer A}-${infer B}` ? `${A}_${B}` : T

/** A dot, and the word in the title. */
export async function show(badge: Badge): Promise<void> {
  const { action } = browser
  await action.setTitle({ title: browser.i18n.getMessage(titleOf(badge)) })
  await action.setBadgeBackgroundColor({ color: colours[badge.state] })
  await action.setBadgeText({ text: badge.state === 'signed-in' ? '' : badge.state === 'attention' ? '!' : '●' })
}
