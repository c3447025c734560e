import { browser } from 'wxt/browser'
import { matchOf, originsOf } from '../../journal/own-sites'

export interface ReadTab {
  tab: number
  html: string
  url: string
}

/** Asked in the click itself: browsers forget the gesture after anything that is awaited. */
export const mayRead = (host: string): Promise<boolean> =>
  browser.permissions.request({ origins: originsOf(host) }).catch(() => false)

/** The page of this address: in the tab that shows it, or another of its site, or a new one. Rejects where no page of it can be read. */
export async function findAndRead(address: string): Promise<ReadTab> {
  const url = new URL(address)
  const tabs = await browser.tabs.query({ url: matchOf(url.hostname) })
  const open = tabs.find((one) => one.url === url.href) ?? tabs.at(-1)
  const tab = open?.id ?? (await opened(url.href))
  return read(tab)
}

/** The page as it stands now. Only its text is taken. */
export async function read(tab: number): Promise<ReadTab> {
  const [got] = await browser.scripting.executeScript({
    target: { tabId: tab },
    func: () => [document.documentElement.outerHTML, location.href] as const,
  })
  if (!got?.result) throw new Error('no page')
  const [html, url] = got.result
  return { tab, html, url }
}

async function opened(url: string): Promise<number> {
  const made = await browser.tabs.create({ url, active: false })
  const { id } = made
  if (id === undefined) throw new Error('no tab')
  await new Promise<void>((resolve) => {
    const done = (tab: number, { status }: { status?: string | undefined }) => {
      if (tab !== id || status !== 'complete') return
      browser.tabs.onUpdated.removeListener(done)
      resolve()
    }
    browser.tabs.onUpdated.addListener(done)
  })
  return id
}
