/** One tab of a driven browser. Expressions run in the page's own world; a promise is awaited; the value must be JSON. */
export interface Tab {
  /** Resolves when the page has loaded; rejects when the address cannot be opened. */
  goto(url: string): Promise<void>
  evaluate<T = unknown>(expression: string): Promise<T>
  /** The first truthy value of the expression. Asks from outside, so it survives navigation and throttled tabs. */
  waitFor<T = unknown>(expression: string, options?: { timeout?: number }): Promise<T>
  /** A click the page trusts, in the middle of the element. The tab must be in front. */
  click(selector: string): Promise<void>
  /** A click the page trusts, at a place of the viewport in CSS px, whatever is there. */
  clickAt(x: number, y: number): Promise<void>
  /** A key the page trusts: `Tab`, `Enter`. */
  press(key: 'Tab' | 'Enter'): Promise<void>
  /** Chooses files in a file input. */
  upload(selector: string, files: string[]): Promise<void>
  /** Brings the tab to the front; the one that was there becomes hidden. */
  activate(): Promise<void>
  screenshot(file: string): Promise<void>
  close(): Promise<void>
}

/** What both browsers can do, so that one script runs in either. */
export interface DrivenBrowser {
  name: 'chromium' | 'firefox'
  /** Give it to the next launch to go on where a killed browser stopped. */
  profile: string
  /** Folder that receives every download without asking. */
  downloads: string
  /** Address of a page of the loaded extension. */
  extensionUrl(path: string): string
  /** Opens a tab in front, as a person would: the tab before it becomes hidden. */
  open(url: string): Promise<Tab>
  /** A tab that the browser or the extension opened by itself, by a part of its address; brought to the front. */
  opened(part: string): Promise<Tab>
  /** Ends the extension's service worker or event page, as the browser does when it is idle. */
  stopBackground(): Promise<void>
  /** kill -9 of the whole browser. The profile stays. */
  kill(): Promise<void>
  /** Leaves politely. A profile made by the launch is removed, one that was handed in stays. */
  close(): Promise<void>
}

export interface LaunchOptions {
  /** Folder of the unpacked extension. */
  extension?: string | undefined
  /** Id of an extension that a policy installs, instead: Chromium may then fetch by itself, from this machine alone. Chromium only. */
  installed?: string | undefined
  /** Host name to port on 127.0.0.1. No other name resolves; loopback addresses are reached directly. */
  hosts?: Record<string, number> | undefined
  /** Further flags; Chromium only. */
  flags?: string[] | undefined
  /** Folder of a profile to use and keep; without it a fresh one is made. */
  profile?: string | undefined
}

/** The one place where what a page answered gets the type its caller expects: nothing can check it here. */
export function asExpected<T>(value: unknown): T {
  return value as T
}
