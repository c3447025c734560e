import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { findFirefox, requireBinary } from './binaries'
import { asExpected, type DrivenBrowser, type LaunchOptions } from './browser'
import { extensionUuid, geckoIdOf, type Preferences, preferences, writePreferences } from './firefox-prefs'
import { FirefoxTab, Value } from './firefox-tab'
import { Marionette } from './marionette'
import { endOf, killGroup, spawnBrowser } from './process'
import { useProfile } from './profile'
import { inTurn } from './turns'
import { PATIENCE, until } from './until'

export interface Firefox extends DrivenBrowser {
  /** The id in the extension's manifest; empty where none was loaded. */
  geckoId: string
  open(url: string): Promise<FirefoxTab>
  /** Installs the unpacked extension again. An install is temporary: a restart forgets it, but not its storage. */
  install(folder: string): Promise<void>
  /** Evaluates in the browser's own privileged window: doorhangers, permissions, add-ons. */
  chrome<T = unknown>(expression: string): Promise<T>
  /** Presses the main (allow) or second (deny) button of the doorhanger that asks for a permission. */
  answerPrompt(answer: 'allow' | 'deny'): Promise<void>
}

/** Firefox driven over Marionette without a driver binary. The extension is installed anew at each launch. Throws `BrowserMissing`. */
export async function launchFirefox(options: LaunchOptions & { prefs?: Preferences } = {}): Promise<Firefox> {
  const binary = requireBinary(findFirefox())
  const geckoId = options.extension === undefined ? '' : geckoIdOf(options.extension)
  const profile = await useProfile(options.profile)
  const values = preferences(options.hosts ?? {}, profile.downloads, geckoId === '' ? undefined : geckoId)
  await writePreferences(profile.folder, { ...values, ...options.prefs })
  const portFile = path.join(profile.folder, 'MarionetteActivePort')
  await rm(portFile, { force: true })
  const flags = [
    '--headless',
    '--marionette',
    '--remote-allow-system-access',
    '--no-remote',
    '--profile',
    profile.folder,
  ]
  const size = { MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '900' }
  const child = spawnBrowser(binary, flags, { ...process.env, ...size }, false)
  const port = await until('the port of Firefox', async () => Number(await readFile(portFile, 'utf8')), 2 * PATIENCE)
  const marionette = await Marionette.open(port)
  await marionette.send(v.unknown(), 'WebDriver:NewSession')
  await marionette.send(v.unknown(), 'WebDriver:SetTimeouts', { script: 300_000, pageLoad: 60_000 })
  const { value: home } = await marionette.send(v.object({ value: v.string() }), 'WebDriver:GetWindowHandle')
  const turns = inTurn()

  const install = async (folder: string) => {
    await turns(() => marionette.send(v.unknown(), 'Addon:Install', { path: path.resolve(folder), temporary: true }))
  }
  const chrome = <T>(expression: string): Promise<T> =>
    turns(async () => {
      await marionette.send(v.unknown(), 'Marionette:SetContext', { value: 'chrome' })
      try {
        const script = `return (\n${expression}\n)`
        return asExpected<T>((await marionette.send(Value, 'WebDriver:ExecuteScript', { script, args: [] })).value)
      } finally {
        await marionette.send(v.unknown(), 'Marionette:SetContext', { value: 'content' })
      }
    })
  if (options.extension !== undefined) {
    await install(options.extension).catch(async (error: unknown) => {
      await killGroup(child)
      await profile.leave()
      throw error
    })
  }

  return {
    name: 'firefox',
    profile: profile.folder,
    downloads: profile.downloads,
    geckoId,
    extensionUrl: (page) => new URL(page, `moz-extension://${extensionUuid}/`).href,
    install,
    chrome,
    async open(url) {
      const { handle } = await turns(async () => {
        // A tab can only be opened from a live one; the first tab is never handed out, so it always is.
        await marionette.send(v.unknown(), 'WebDriver:SwitchToWindow', { handle: home, focus: false })
        return marionette.send(v.object({ handle: v.string() }), 'WebDriver:NewWindow', { type: 'tab', focus: true })
      })
      const tab = new FirefoxTab(marionette, turns, handle)
      await tab.goto(url)
      return tab
    },
    async opened(part) {
      const handles = async () =>
        v.parse(v.array(v.string()), await marionette.send(v.unknown(), 'WebDriver:GetWindowHandles'))
      const tab = await until(`a tab at ${part}`, async () => {
        for (const handle of await turns(handles)) {
          const candidate = new FirefoxTab(marionette, turns, handle)
          if ((await candidate.evaluate<string>('location.href')).includes(part)) return candidate
        }
        return undefined
      })
      await tab.activate()
      return tab
    },
    async answerPrompt(answer) {
      const button = answer === 'allow' ? 'button' : 'secondaryButton'
      await until('a permission prompt', () => chrome<boolean>(`PopupNotifications.panel.state === 'open'`))
      await chrome(`void PopupNotifications.panel.firstElementChild.${button}.click()`)
    },
    async stopBackground() {
      await chrome(
        `WebExtensionPolicy.getByID(${JSON.stringify(geckoId)}).extension.terminateBackground({ ignoreDevToolsAttached: true })`,
      )
    },
    async kill() {
      await killGroup(child)
      marionette.close()
    },
    async close() {
      await marionette.send(v.unknown(), 'Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined)
      await endOf(child)
      marionette.close()
      await profile.leave()
    },
  }
}
