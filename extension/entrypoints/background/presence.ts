import { browser } from 'wxt/browser'
import type { AskPort } from '../../journal/presence'
import type { FrameMessages } from '../../messages'

/** Ids of our notifications: the token stands behind it. */
const PREFIX = 'presence:'
/** In the manifest: the trainee may change the keys in the browser's own settings. */
export const ANSWER = 'answer-presence'

export const tokenOf = (notification: string): string | undefined =>
  notification.startsWith(PREFIX) ? notification.slice(PREFIX.length) : undefined

const tell = async (tab: number, input: FrameMessages['presence']['input'], frameId?: number): Promise<boolean> => {
  const message = { type: 'presence', input }
  const sent =
    frameId === undefined ? browser.tabs.sendMessage(tab, message) : browser.tabs.sendMessage(tab, message, { frameId })
  return sent.then(
    (stands) => stands === true,
    () => false,
  )
}

/** How a question comes before the trainee. What answers it: the panel's own page, the popup, a key, a click on the notification. */
export const askPort: AskPort = {
  async show(tab, frame) {
    return (await tell(tab, { show: true }, 0)) || (frame !== 0 && (await tell(tab, { show: true }, frame)))
  },
  async notify(token) {
    const { i18n, notifications, runtime } = browser
    try {
      await notifications.create(PREFIX + token, {
        type: 'basic',
        iconUrl: runtime.getURL('/icon/128.png'),
        title: i18n.getMessage('presence_title'),
        message: i18n.getMessage('presence_text'),
        // Firefox refuses what it does not know.
        ...(!import.meta.env.FIREFOX && { requireInteraction: true }),
      })
      return true
    } catch {
      return false
    }
  },
  async withdraw(token, tabs) {
    await Promise.all(tabs.map((tab) => tell(tab, { show: false })))
    if (token) await browser.notifications.clear(PREFIX + token)
  },
}
