import { mkdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The smallest picture there is: stands for every paper that is uploaded. */
export const paper = {
  name: '扫描件.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
}
export const xlsx = (name: string, content: Uint8Array) => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: Buffer.from(content),
})

/** Fills in a page by the labels that a person reads, and keeps pictures of it. */
export class Clerk {
  #shots = 0
  readonly #folder: string

  constructor(
    readonly page: Page,
    name: string,
  ) {
    this.#folder = fileURLToPath(new URL(`../../dist/shots/${name}`, import.meta.url))
    mkdirSync(this.#folder, { recursive: true })
  }

  part = (name: string) => this.page.getByRole('region', { name, exact: true })
  field = (label: string, within: Pick<Page, 'getByLabel'> = this.page) =>
    within.getByLabel(new RegExp(`^${label.replace(/[（）()]/g, '.')}(（选填）)?$`))
  button = (name: string | RegExp) =>
    this.page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
  link = (name: string | RegExp) =>
    this.page.getByRole('link', { name, ...(typeof name === 'string' && { exact: true }) })
  heading = (name: string | RegExp) => this.page.getByRole('heading', { name })

  async fill(fields: Record<string, string>, within?: Pick<Page, 'getByLabel'>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.field(label, within).fill(value)
  }

  /** Uploads a paper; it is there when its state says so. */
  async attach(label: string, within: ReturnType<Clerk['part']>): Promise<void> {
    await this.field(label, within).setInputFiles(paper)
    await within.getByRole('button', { name: new RegExp(`^下载\\s*：${label}`) }).waitFor()
  }

  /** What the screen shows, whole; nothing may stick out at the side. */
  async shoot(name: string): Promise<void> {
    const file = join(this.#folder, `${String(++this.#shots).padStart(2, '0')}-${name}.png`)
    await this.page.screenshot({ path: file, fullPage: true })
    const wider = await this.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(wider, `${name} is wider than the window`).toBe(0)
  }

  async download(name: string): Promise<Buffer> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button(name).click()])
    return readFile(await download.path())
  }
}
