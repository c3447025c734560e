import { readFile } from 'node:fs/promises'
import type { Locator, Page, Response } from 'playwright-core'
import { readYuan } from '../../shared/claim/money'
import type { ClaimFigures } from './claim-figures'
import { Clerk, paper } from './clerk'

/** What a manager does with 补贴标准 and one 补贴申请, as the words there say. */
export class ClaimDesk extends Clerk {
  constructor(
    page: Page,
    folder: string,
    readonly server: string,
  ) {
    super(page, folder)
  }

  async enterRates(title: string): Promise<void> {
    await this.page.goto(`${this.server}/settings/rates`)
    await this.button('录入本地标准').click()
    await this.fill({
      ...{ 名称: title, 依据: '绥财联发〔2026〕示范号 第六条', 施行日期: '2026-01-01' },
      ...{ '每课时（元）': '100', 每人每年: '500' },
    })
    await this.page.getByRole('checkbox', { name: /^已由人社局确认/ }).check()
    await this.shoot('rates-form')
    await this.button('录入').click()
    await this.heading(new RegExp(title)).waitFor()
    await this.shoot('rates')
  }

  async create(className: string): Promise<void> {
    await this.page.goto(`${this.server}/claims`)
    await this.link('新建补贴申请').first().click()
    await this.page.getByRole('checkbox', { name: new RegExp(className) }).check()
    await this.shoot('claim-new')
    await this.button('新建申请（3 人能先报）').click()
    await this.heading(/补贴/).first().waitFor()
    await this.part('材料核对')
    await this.shoot('claim-draft')
  }

  /** The part of the claim behind a tab. */
  async open(tab: string): Promise<void> {
    const link = this.page.getByRole('navigation', { name: '补贴申请各部分' }).getByRole('link', { name: tab })
    await link.click()
    await this.page.locator('nav a[aria-current=page]').filter({ hasText: tab }).waitFor()
  }

  async chooseRates(title: string): Promise<void> {
    await this.open('申请内容')
    const choice = this.field('补贴标准')
    const label = await choice.locator('option').filter({ hasText: title }).innerText()
    await choice.selectOption({ label })
    await this.shoot('claim-about')
    await this.button('保存').click()
    await this.button('保存').and(this.page.locator(':enabled')).waitFor()
  }

  /** 核算并核对; answers what the check lists, as it says it. */
  async reckon(picture: string): Promise<string[]> {
    await this.open('材料核对')
    const again = this.button(/^(核算并核对|重新核算)$/)
    // The work ends on the server; then the page asks for the claim again.
    const anew = (one: Response) => /\/api\/claims\/[^/]+$/.test(new URL(one.url()).pathname) && one.ok()
    await Promise.all([this.page.waitForResponse(anew), again.click()])
    await this.page
      .getByText(/^核算于/)
      .last()
      .waitFor()
    await this.shoot(picture)
    return this.page.locator('table.missing tbody th').allInnerTexts()
  }

  /** The same, once everything that came is sealed. */
  async reckonSealed(picture: string): Promise<string[] | undefined> {
    const items = await this.reckon(picture)
    return items.some((text) => text.includes('还没有封存')) ? undefined : items
  }

  /** 去处理 of what the check says: it leads to where that can be put right. */
  async follow(item: string, to: string): Promise<void> {
    await this.link(new RegExp(`去处理：.*${item}`)).click()
    await this.page.waitForURL((url) => url.pathname.endsWith(to))
  }

  async makeReady(): Promise<void> {
    await this.button('定稿').click()
    const asked = this.page.getByRole('dialog')
    await this.shoot('claim-make-ready')
    await asked.getByRole('button', { name: '定稿' }).click()
    await this.page.getByText('已定稿，待提交').first().waitFor()
  }

  /** Saves one way of one paper to a file. */
  async paper(row: string, way: 'Excel 表' | 'PDF'): Promise<Buffer> {
    const of = this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: row, exact: true }) })
    return this.#save(of.getByRole('button', { name: way }))
  }

  async #save(button: Locator): Promise<Buffer> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()])
    return readFile(await download.path())
  }

  /** Opens a paper as it is printed from the browser, marked with the code, and comes back. */
  async print(name: string, code: string): Promise<void> {
    await this.page.getByRole('link', { name: new RegExp(`^打印 .*${name}$`) }).click()
    await this.button('打印').waitFor()
    await this.page.locator('.form-mark').filter({ hasText: code }).waitFor()
    await this.shoot(`print-${name}`)
    await this.page.goBack()
    await this.heading('申请表格').waitFor()
  }

  async uploadScan(form: string, code: string): Promise<void> {
    const scan = this.page.locator('form').filter({ has: this.heading('登记这份盖章件') })
    await scan.getByLabel('材料', { exact: true }).selectOption({ label: form })
    await scan.getByLabel(/^材料上印的码/).fill(code)
    await scan.locator('input[type=file]').setInputFiles(paper)
    await scan.getByText('已上传').waitFor()
    await scan.getByRole('button', { name: '登记这份盖章件' }).click()
    await this.page.getByRole('rowheader', { name: form }).last().waitFor()
    await scan.getByText('已上传').waitFor({ state: 'detached' })
  }

  /** 生成申报资料包, and the file as it is downloaded. */
  async buildPackage(): Promise<Buffer> {
    await this.open('申报资料包')
    await this.button('生成申报资料包').click()
    const done = this.page.getByRole('region', { name: '申报资料包' })
    await done.getByText('申报资料包已生成').waitFor({ timeout: 120_000 })
    await this.shoot('claim-package')
    return this.#save(done.getByRole('button', { name: '下载' }))
  }

  async handIn(): Promise<void> {
    await this.button('登记已提交').click()
    const form = this.page.locator('form').filter({ has: this.heading('登记已提交给人社局') })
    await this.fill({ 受理编号或回执号: '绥人社受〔2026〕7 号' }, form)
    await this.shoot('claim-hand-in')
    await form.getByRole('button', { name: '登记已提交' }).click()
    await this.page.getByText('已提交', { exact: true }).first().waitFor()
    await this.open('经过')
    await this.shoot('claim-history')
    await this.page.goto(`${this.server}/claims`)
    await this.page.getByText('2026-001').first().waitFor()
    await this.shoot('claims')
  }

  /** The code that stands on every page of the papers. */
  code = (): Promise<string> => this.#figure('材料码')

  async #figure(name: string): Promise<string> {
    const figure = this.page.locator('dl.figures > div').filter({ has: this.page.locator('dt', { hasText: name }) })
    return (await figure.locator('dd').first().innerText()).trim()
  }

  /** What 人员与金额 and the head of the page show. */
  async figures(): Promise<ClaimFigures> {
    await this.open('人员与金额')
    await this.page
      .getByRole('button', { name: /查看.*的金额怎么算的/ })
      .first()
      .waitFor()
    const heads = (await this.page.locator('main thead tr').first().locator('> *').allInnerTexts()).map((text) =>
      text.trim(),
    )
    const people: ClaimFigures['people'] = {}
    for (const row of await this.page.locator('main tbody tr').all()) {
      const cells = (await row.locator('> *').allInnerTexts()).map((text) => text.trim())
      const at = (head: string) => cells[heads.findIndex((one) => one.startsWith(head))] ?? ''
      people[at('姓名')] = { hours: at('学时').replace(/\s*学时$/, ''), amount: fen(at('金额')) }
    }
    for (const button of await this.page.getByRole('button', { name: /查看.*的金额怎么算的/ }).all())
      await button.click()
    await this.shoot('claim-people')
    return { people, total: fen(await this.#figure('申请金额')), capitals: await this.#figure('大写') }
  }
}

const fen = (text: string): number => readYuan(text.replace(/[¥￥,，元\s]/g, '')) ?? Number.NaN
