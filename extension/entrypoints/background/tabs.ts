import { browser } from 'wxt/browser'
import type { Tabs } from '../../journal/openers'
import type { FrameMessages } from '../../messages'

/** A page that does not answer in this time is described by the player's own frame. */
const PAGE_ANSWERS_IN = 1000

/** What the tab's top frame shows; undefined where nobody answers. */
export async function topPage(tab: number): Promise<FrameMessages['describe']['output'] | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PAGE_ANSWERS_IN))
  const asked: Promise<FrameMessages['describe']['output'] | undefined> = browser.tabs.sendMessage(
    tab,
    { type: 'describe' },
    { frameId: 0 },
  )
  return Promise.race([asked.catch(() => undefined), late])
}

/** Which tab opened another the browser says of every tab; what a tab shows only our own script in it. */
export const tabs: Tabs = {
  async opener(tab) {
    const { openerTabId } = await browser.tabs.get(tab)
    return openerTabId === undefined ? undefined : topPage(openerTabId)
  },
  recall: async (name) => (await browser.storage.session.get(name))[name],
  keep: (name, value) => browser.storage.session.set({ [name]: value }),
}

/** Says something to the page of a tab; one without us hears nothing. */
export const tell = (tab: number, type: keyof FrameMessages): Promise<void> =>
  browser.tabs.sendMessage(tab, { type }, { frameId: 0 }).then(
    () => undefined,
    () => undefined,
  )
