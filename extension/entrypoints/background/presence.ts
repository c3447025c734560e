import { browser } from 'wxt/browser'
import type { AskPort } from '../../journal/presence'
import type { FrameMessages } from '../../messages'

/** Ids of our notifications: the token stands behind it. */
const PREFIX = 'presence:'
/** In the manifest: the trainee may change the keys in the browser's own settings. */
export const ANSWER = 'answer-presence'

export const tokenOf = (notification: string): string | undefined =>
  notification.startsWith(PREFIX) ? notification.slice(PREFIX.length) : undefined

type Ask = FrameMessages['presence']

const tell = (tab: number, input: Ask['input'], frameId?: number): Promise<Ask['output']> => {
  const message = { type: 'presence', input }
  const { tabs } = browser
  const sent: Promise<Ask['output'] | undefined> =
    frameId === undefined ? tabs.sendMessage(tab, message) : tabs.sendMessage(tab, message, { frameId })
  return sent.then(
    (answer) => answer ?? 'none',
    () => 'none',
  )
}

/** How a question comes before the trainee. What answers it: the panel's own page, the popup, a key, a click on the notification. */
export const askPort: AskPort = {
  async show(tab, frame) {
    const top = await tell(tab, { show: true }, 0)
    if (top === 'stands') {
      if (frame !== 0) await tell(tab, { show: false }, frame)
      return true
    }
    if (frame !== 0 && (await tell(tab, { show: true }, frame)) === 'stands') {
      await tell(tab, { show: false }, 0)
      return true
    }
    return top === 'elsewhere' && (await tell(tab, { show: true, anyway: true }, 0)) === 'stands'
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
