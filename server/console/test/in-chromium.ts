import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { findChromium, suiteTitle } from '../../../test/e2e/drivers/binaries'
import { type ChromiumSession, launchChromium } from '../../../test/e2e/drivers/chromium'
import { buildConsole } from './built'
import { type Fixture, startFixture } from './fixture'

/** The console over the fixture's server, in Chromium: one for all tests of a suite. */
class InChromium {
  #built: Awaited<ReturnType<typeof buildConsole>> | undefined
  #fixture: Fixture | undefined
  #browser: ChromiumSession | undefined

  async start(): Promise<void> {
    this.#built = await buildConsole()
    this.#fixture = await startFixture(this.#built.root)
    this.#browser = await launchChromium()
  }

  async close(): Promise<void> {
    await this.#browser?.close()
    await this.#fixture?.close()
    await this.#built?.remove()
  }

  get fixture(): Fixture {
    if (!this.#fixture) throw new Error('not started')
    return this.#fixture
  }

  newPage(): Promise<Page> {
    if (!this.#browser) throw new Error('not started')
    return this.#browser.context.newPage()
  }
}

/** A suite of tests of the console in Chromium; left out, with the reason in its title, where there is none. */
export function inChromium(title: string, tests: (at: InChromium) => void): void {
  const binary = findChromium()
  describe.skipIf('missing' in binary)(suiteTitle(title, binary), () => {
    const at = new InChromium()
    beforeAll(() => at.start())
    afterAll(() => at.close())
    tests(at)
  })
}
