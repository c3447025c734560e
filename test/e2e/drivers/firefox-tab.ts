import { writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { asExpected, type Tab } from './browser'
import type { Marionette } from './marionette'
import type { Turns } from './turns'
import { PATIENCE, until } from './until'

export const Value = v.object({ value: v.unknown() })
const Text = v.object({ value: v.string() })
const Element = v.object({ value: v.record(v.string(), v.string()) })

/** A tab of Firefox. Commands of all tabs take turns: a long evaluation holds the others up. */
export class FirefoxTab implements Tab {
  constructor(
    private readonly marionette: Marionette,
    private readonly turns: Turns,
    readonly handle: string,
  ) {}

  async goto(url: string): Promise<void> {
    await this.#here(() => this.marionette.send(v.unknown(), 'WebDriver:Navigate', { url }))
  }

  evaluate<T = unknown>(expression: string): Promise<T> {
    return this.#here(() => this.#execute<T>(expression))
  }

  /** Evaluates inside the frame the selector finds, whatever its origin. */
  evaluateInFrame<T = unknown>(selector: string, expression: string): Promise<T> {
    return this.#here(async () => {
      await this.marionette.send(v.unknown(), 'WebDriver:SwitchToFrame', { element: await this.#find(selector) })
      return this.#execute<T>(expression)
    })
  }

  waitFor<T = unknown>(expression: string, { timeout = PATIENCE }: { timeout?: number } = {}): Promise<T> {
    return until(expression, () => this.evaluate<T>(expression), timeout)
  }

  async click(selector: string): Promise<void> {
    const name = JSON.stringify(selector)
    // A page that is still coming in takes the element away, or puts another over it, between two commands; then nothing was clicked.
    await until(`a click on ${selector}`, async () => {
      if (!(await this.evaluate(`(document.querySelector(${name}) ?? { disabled: true }).disabled !== true`)))
        return false
      await this.#here(async () =>
        this.marionette.send(v.unknown(), 'WebDriver:ElementClick', { id: await this.#find(selector) }),
      )
      return true
    })
  }

  async clickAt(x: number, y: number): Promise<void> {
    const actions = [
      { type: 'pointerMove', x, y, duration: 0, origin: 'viewport' },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]
    await this.#act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions })
  }

  async press(key: 'Tab' | 'Enter'): Promise<void> {
    const value = { Tab: '\ue004', Enter: '\ue007' }[key]
    const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }))
    await this.#act({ type: 'key', id: 'keyboard', actions })
  }

  async #act(source: object): Promise<void> {
    await this.#here(() => this.marionette.send(v.unknown(), 'WebDriver:PerformActions', { actions: [source] }))
  }

  async upload(selector: string, files: string[]): Promise<void> {
    await this.waitFor(`document.querySelector(${JSON.stringify(selector)}) !== null`)
    await this.#here(async () => {
      const id = await this.#find(selector)
      await this.marionette.send(v.unknown(), 'WebDriver:ElementSendKeys', { id, text: files.join('\n') })
    })
  }

  async activate(): Promise<void> {
    await this.turns(() =>
      this.marionette.send(v.unknown(), 'WebDriver:SwitchToWindow', { handle: this.handle, focus: true }),
    )
    await this.waitFor(`document.visibilityState === 'visible'`)
  }

  async screenshot(file: string): Promise<void> {
    const { value } = await this.#here(() => this.marionette.send(Text, 'WebDriver:TakeScreenshot', { full: false }))
    await writeFile(file, Buffer.from(value, 'base64'))
  }

  async close(): Promise<void> {
    await this.#here(() => this.marionette.send(v.unknown(), 'WebDriver:CloseWindow'))
  }

  /** Points the session at this tab's top document without bringing the tab to the front. */
  #here<T>(work: () => Promise<T>): Promise<T> {
    return this.turns(async () => {
      await this.marionette.send(v.unknown(), 'WebDriver:SwitchToWindow', { handle: this.handle, focus: false })
      await this.marionette.send(v.unknown(), 'WebDriver:SwitchToFrame', {})
      return work()
    })
  }

  async #execute<T>(expression: string): Promise<T> {
    const script = `return (\n${expression}\n)`
    const { value } = await this.marionette.send(Value, 'WebDriver:ExecuteScript', {
      script,
      args: [],
      newSandbox: true,
    })
    return asExpected<T>(value)
  }

  async #find(selector: string): Promise<string> {
    const query = { using: 'css selector', value: selector }
    const { value } = await this.marionette.send(Element, 'WebDriver:FindElement', query)
    return Object.values(value)[0] ?? ''
  }
}
