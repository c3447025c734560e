import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { PASSWORD } from './bureau-server'
import { Clerk } from './clerk'

/** A file as it is chosen from a disk. */
export type Chosen = { name: string; mimeType: string; buffer: Buffer }

/** What people of a bureau do before and while packages come in, as the words there say. */
export class Reviewer extends Clerk {
  constructor(
    page: Page,
    readonly bureau: string,
  ) {
    super(page, 'bureau')
  }

  /** Signs in as one of the bureau's people; whoever was there leaves. */
  async enter({ login, name }: { login: string; name: string }): Promise<void> {
    await this.page.goto(this.bureau)
    const out = this.button('退出登录')
    const field = this.field('账号')
    await out.or(field).first().waitFor()
    if (await out.isVisible()) await out.click()
    await this.fill({ 账号: login, 密码: PASSWORD })
    await this.button('登录').click()
    await this.page.getByText(name).first().waitFor()
  }

  open = (path: string) => this.page.goto(`${this.bureau}${path}`)
  text = () => this.page.locator('main').innerText()
  choose = (file: Chosen | string) => this.page.locator('input[type=file]').first().setInputFiles(file)

  /** Drops a file from the disk where the page takes files, as a hand does. */
  async drop(path: string): Promise<void> {
    const file = [basename(path), readFileSync(path).toString('base64')] as const
    const dataTransfer = await this.page.evaluateHandle(([name, text]) => {
      const carried = new DataTransfer()
      carried.items.add(new File([Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))], name))
      return carried
    }, file)
    const place = this.page.locator('.drop').first()
    await place.dispatchEvent('dragover', { dataTransfer })
    await place.dispatchEvent('drop', { dataTransfer })
  }

  /** A file that a button gives, as text. */
  saved = async (button: string) => (await this.download(button)).toString('utf8')

  /** 登记单位密钥, its fingerprint compared with what the 单位 says. */
  async enrol(firm: string, file: Chosen, fingerprint: string): Promise<void> {
    await this.open('/register')
    await this.choose(file)
    await this.page.getByText('与单位核对这个指纹').waitFor()
    expect((await this.text()).replaceAll(/\s/g, '')).toContain(fingerprint)
    await this.fill({ 怎样核对的: '与周校长当面核对' })
    await this.shoot('enrol')
    await this.button('指纹一致，登记').click()
    await this.page.getByText(`已登记${firm}的密钥`).first().waitFor()
  }

  async revoke(firm: string, day: string): Promise<void> {
    await this.open('/register')
    await this.link(firm).click()
    await this.button(/^停用/).click()
    const ask = this.page.getByRole('dialog')
    await ask.getByLabel('从哪天起停用').fill(day)
    await ask.getByLabel('原因').fill('单位被责令整改')
    await ask.getByRole('button', { name: '停用', exact: true }).click()
    await this.page.getByText(`${day} 起停用`).first().waitFor()
    await this.shoot('revoked')
  }

  /** 定点培训机构 by hand, for every occupation; and the seven platforms of the notice. */
  async register(name: string, creditCode: string): Promise<void> {
    await this.open('/register/designations')
    await this.page.getByText('登记定点培训机构', { exact: true }).click()
    await this.fill({ 机构名称: name, 统一社会信用代码: creditCode, 批次: '第一批' })
    await this.fill({ 公布文件或依据: '绥人社函〔2020〕31号', 有效期起: '2026-01-01', 有效期止: '2027-12-31' })
    await this.button('登记').click()
    await this.page.getByRole('rowheader', { name }).waitFor()
    await this.open('/register/platforms')
    await this.button('登记通知推荐的 7 个平台').click()
    await this.page.getByRole('cell', { name: 'px.class.com.cn' }).waitFor()
  }

  /** The bureau's own term for an answer, in working days. */
  async setTerm(days: string, source: string): Promise<void> {
    await this.open('/settings/organisation')
    const term = this.page.getByRole('group', { name: /^答复备案和开班申请/ })
    await term.getByLabel(/^工作日数/).fill(days)
    await term.getByLabel(/^出处/).fill(source)
    await this.shoot('term')
    await this.button('保存资料').click()
    await this.page.getByText('已保存').first().waitFor()
  }

  /** Rows of the 疑点 of a claim by their headings, people and entries unfolded; those of one heading together. */
  async findings(): Promise<Map<string, string>> {
    const rows = this.page.locator('table.findings tbody tr')
    await rows.first().waitFor()
    await this.page.locator('table.findings details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '')
    })
    const said = new Map<string, string>()
    for (const row of await rows.all()) {
      const [label = ''] = (await row.getByRole('rowheader').innerText()).split('\n')
      const before = said.get(label.trim()) ?? ''
      said.set(label.trim(), `${before}${await row.innerText()}\n`)
    }
    return said
  }
}
