import type { BrowserContext } from 'playwright-core'
import { Clerk } from './clerk'

/** A trainee's phone: 我的学时, opened by the personal code. */
export class Phone extends Clerk {
  static async open(context: BrowserContext, server: string, code: string, name: string): Promise<Phone> {
    const page = await context.newPage()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${server}/my`)
    const phone = new Phone(page, name)
    await phone.fill({ 个人加入码: code })
    await phone.button('登录').click()
    await phone.heading('签到').first().waitFor()
    return phone
  }

  /** Does it; where it is the first thing that is recorded, reads what is and agrees. */
  async #agreeing(act: () => Promise<void>, picture?: string): Promise<void> {
    await act()
    if (!picture) return
    await this.heading('请看清楚，再决定').waitFor()
    await this.shoot(picture)
    await this.button('同意并继续').click()
  }

  /** The first that is recorded of each trainee here. */
  async ask(text: string): Promise<void> {
    const part = this.part('问老师')
    await this.fill({ 您的问题: text }, part)
    await this.#agreeing(() => part.getByRole('button', { name: '发送' }).click(), 'consent')
    await part.getByText('已发送').waitFor()
    await this.shoot('asked')
  }

  /** At a lesson, by the code on the trainer's screen. */
  async sign(act: '上课签到' | '下课签退', code: string): Promise<void> {
    const part = this.part('课堂签到')
    await this.field('老师屏幕上的六位数', part).fill(code)
    await part.getByRole('button', { name: act }).click()
    await part.getByText(act === '上课签到' ? /已签到，下课时请签退/ : /签退，老师已收到/).waitFor()
    await this.shoot(act)
  }

  /** Takes the test of one question by this option, and reads what came of it. */
  async takeTest(button: '开始作答' | '再考一次', option: string, outcome: string): Promise<void> {
    await this.button(button).click()
    await this.page.getByRole('radio', { name: option }).check()
    await this.page.getByText('已保存', { exact: true }).waitFor()
    await this.shoot('paper')
    await this.button('交卷').click()
    await this.button('确定交卷').click()
    await this.page.getByText(outcome).waitFor()
    await this.shoot('paper-result')
    await this.button('返回').click()
    await this.part('测试').waitFor()
  }
}
