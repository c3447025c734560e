import type { DrivenBrowser, Tab } from './drivers/browser'
import { until } from './drivers/until'

/** What the popup shows: the exact milliseconds behind its words, and its text. */
export interface PopupFigures {
  received: number | undefined
  local: number
  lesson: { received: number | undefined; local: number } | undefined
  /** ms by reason. */
  deductions: Record<string, number>
  text: string
}

export interface Joining {
  server: string
  code: string
  /** Four digits, where several people share the device. */
  pin?: string
  /** Folder-and-name stem for pictures of the two steps. */
  picture?: string
  /** Answers the browser's own question about the server, where this build has to ask. */
  permit?: () => Promise<void>
}

/** Types as a person does: the field has the text, and the page hears of it. */
export const fill = (tab: Tab, selector: string, text: string): Promise<unknown> =>
  tab.waitFor(`(() => {
    const field = document.querySelector(${JSON.stringify(selector)})
    if (!field) return false
    field.value = ${JSON.stringify(text)}
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }))
    return true
  })()`)

/** The welcome page that the extension opens when it is installed. */
export const welcomeTab = (browser: DrivenBrowser): Promise<Tab> => browser.opened('/welcome.html')

/** Does what the paper slip says, on the welcome page. The page is closed at the end. */
export async function joinByCode(tab: Tab, { server, code, pin, picture, permit }: Joining): Promise<void> {
  await fill(tab, '#server', server)
  await fill(tab, '#code', code)
  if (pin) await fill(tab, '#pin', pin)
  if (picture) await tab.screenshot(`${picture}-1.png`)
  await tab.click('#next')
  await permit?.()
  await tab.waitFor(`document.querySelector('#agree') !== null`)
  if (picture) await tab.screenshot(`${picture}-2.png`)
  await tab.click('#agree')
  await tab.waitFor(`document.querySelector('#joined')?.dataset.state === 'joined'`)
  if (picture) await tab.screenshot(`${picture}-3.png`)
  await tab.close()
}

/** Class code, name and the last six of the ID: counts once HR has accepted it. The page is closed at the end. */
export async function joinByName(
  tab: Tab,
  { server, ...typed }: { server: string; classCode: string; name: string; lastSix: string },
): Promise<void> {
  await tab.click('#by-name')
  await fill(tab, '#server', server)
  await fill(tab, '#class-code', typed.classCode)
  await fill(tab, '#name', typed.name)
  await fill(tab, '#last-six', typed.lastSix)
  await tab.click('#next')
  await tab.click('#agree')
  await tab.waitFor(`document.querySelector('#joined')?.dataset.state === 'pending'`)
  await tab.close()
}

/** The popup in a tab of its own; nobody can hold a real one open from outside. The caller closes it. */
export async function openPopup(browser: DrivenBrowser): Promise<Tab> {
  const tab = await browser.open(browser.extensionUrl('/popup.html'))
  await tab.waitFor(`document.querySelector('#handed-in, #broken, #join') !== null`)
  return tab
}

/** 上交学习记录, until the server's figures hold everything that this device has: pressed again where a page told something meanwhile. */
export async function handInNow(browser: DrivenBrowser): Promise<void> {
  const tab = await openPopup(browser)
  await until(
    'everything of this device in the figures of the server',
    async () => {
      await tab.click('#hand-in')
      return tab.waitFor(
        `!document.querySelector('#hand-in').disabled &&
          [...document.querySelectorAll('[data-waiting]')].every(({ dataset }) => dataset.waiting === '0') &&
          (document.querySelector('#sign-in') || document.querySelector('#today-local').dataset.ms === '0')`,
        { timeout: 10_000 },
      )
    },
    90_000,
  )
  await tab.close()
}

export async function popupFigures(browser: DrivenBrowser, picture?: string): Promise<PopupFigures> {
  const tab = await openPopup(browser)
  await tab.waitFor(`document.querySelector('#today-local') !== null`)
  if (picture) await tab.screenshot(picture)
  const figures = await tab.evaluate<PopupFigures>(`(() => {
    const ms = (id) => { const text = document.getElementById(id)?.dataset.ms; return text ? Number(text) : undefined }
    return {
      received: ms('today-received'),
      local: ms('today-local'),
      ...(document.getElementById('lesson-local') && { lesson: { received: ms('lesson-received'), local: ms('lesson-local') } }),
      deductions: Object.fromEntries([...document.querySelectorAll('#deductions [data-reason]')].map(({ dataset }) => [dataset.reason, Number(dataset.ms)])),
      text: document.querySelector('main').innerText,
    }
  })()`)
  await tab.close()
  return figures
}

/** All rows of a store of the journal, as far as they are JSON, through a page of the extension: it may stand in the back. */
export const rowsHere = <T>(page: Tab, store: 'entries' | 'state'): Promise<T[]> =>
  page.evaluate<T[]>(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('xueji')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const all = opening.result.transaction('${store}').objectStore('${store}').getAll()
      all.onsuccess = () => {
        opening.result.close()
        resolve(all.result)
      }
    }
  })`)

/** Bodies of all entries of a kind in this browser, in order. */
export async function entriesHere<T>(page: Tab, kind: string): Promise<T[]> {
  const rows = await rowsHere<{ kind: string; line: string }>(page, 'entries')
  return rows.filter((row) => row.kind === kind).map(({ line }) => JSON.parse(line).body)
}

/** Signs in through the popup. */
export async function signIn(browser: DrivenBrowser, name: string, pin?: string): Promise<void> {
  const tab = await openPopup(browser)
  if (await tab.evaluate(`document.querySelector('#switch') !== null`)) await tab.click('#switch')
  await tab.waitFor(`document.querySelector('#sign-in') !== null`)
  if (await tab.evaluate(`document.querySelector('#person')?.tagName === 'SELECT'`)) {
    const id = await tab.evaluate<string>(
      `[...document.querySelectorAll('#person option')].find(({ textContent }) => textContent.startsWith(${JSON.stringify(name)})).value`,
    )
    await fill(tab, '#person', id)
  }
  if (pin) await fill(tab, '#pin', pin)
  await tab.click('#sign-in')
  await tab.waitFor(`document.querySelector('#who')?.textContent.startsWith(${JSON.stringify(name)})`)
  await tab.close()
}

export async function signOut(browser: DrivenBrowser): Promise<void> {
  const tab = await openPopup(browser)
  await tab.click('#sign-out')
  await tab.waitFor(`!document.querySelector('#sign-out')`)
  await tab.close()
}
