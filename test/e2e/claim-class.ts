import { writeXlsx } from 'hucre'
import type { Page } from 'playwright-core'
import { dayOf, showClock } from '../../shared/calendar/beijing'
import { Clerk, paper, xlsx } from './clerk'

const table = (rows: string[][]) => writeXlsx({ sheets: [{ name: '表', rows }] })

/** What a clerk does on the pages of one class, tab by tab, as the words there say. */
export class ClassDesk extends Clerk {
  constructor(
    page: Page,
    folder: string,
    readonly server: string,
    readonly classId: string,
  ) {
    super(page, folder)
  }

  async tab(id: string): Promise<void> {
    await this.page.goto(`${this.server}/classes/${this.classId}/${id}`)
    await this.page.getByRole('heading', { level: 1 }).first().waitFor()
  }

  async consent(): Promise<void> {
    await this.tab('roster')
    await this.page.getByText('张建国').first().waitFor()
    await this.shoot('consent-missing')
    const day = dayOf(Date.now())
    await this.fill({ 同意日期: day })
    await this.button(/登记/).click()
    await this.page.getByText(`人社局已于 ${day} 同意`).first().waitFor()
    await this.shoot('roster')
  }

  /** 线下实训 of today, from this hour on. */
  async holdLesson(content: string): Promise<void> {
    await this.tab('lessons')
    await this.page.getByText('登记一次课').click()
    await this.page.getByRole('radio', { name: '线下' }).check()
    await this.page.getByRole('checkbox', { name: '这次课是实训' }).check()
    const hour = Number(showClock(Date.now()).slice(0, 2))
    await this.fill({
      ...{ 授课内容: content, 教师: '刘敏', 地点: '实训楼 302', 日期: dayOf(Date.now()), 课时: '0.1' },
      ...{ 上课时间: `${clock(hour)}:00`, 下课时间: `${clock(Math.min(hour + 2, 23))}:59` },
    })
    await this.shoot('lesson-form')
    await this.button('保存').click()
    await this.link(content).waitFor()
    await this.shoot('lessons')
    await this.link(content).click()
    await this.heading('到课情况').waitFor()
    await this.shoot('lesson')
  }

  async makeTest(title: string, question: { text: string; right: string; wrong: string }): Promise<void> {
    await this.tab('tests')
    const { text, right, wrong } = question
    const bank = await table([
      ['题型', '题目', '选项A', '选项B', '答案'],
      ['单选题', text, right, wrong, 'A'],
    ])
    await this.page.locator('input[type=file]').setInputFiles(xlsx('电工题库.xlsx', bank))
    await this.button('导入').click()
    await this.page
      .getByText(/单选 1 道/)
      .first()
      .waitFor()
    await this.shoot('bank')
    await this.button('新建测试').click()
    const form = this.page.getByRole('form', { name: '新建测试' })
    await this.fill({ 测试名称: title, 最多考几次: '2', '时间（分钟）': '30' }, form)
    await form.getByLabel(/^单选题（题库有/).fill('1')
    await form.getByLabel('单选题每题分数').fill('100')
    await form.getByLabel(/^多选题（题库有/).fill('0')
    await form.getByLabel(/^判断题（题库有/).fill('0')
    await this.shoot('test-form')
    await this.button('保存并开放').click()
    await this.page.getByRole('rowheader', { name: title }).waitFor()
    await this.shoot('tests')
  }

  /** 乙: the platform says so many seconds of one person. */
  async importRecord(person: { name: string; id: string }, seconds: number): Promise<void> {
    await this.tab('sources')
    await this.button('导入平台记录').click()
    await this.field('这份文件来自哪个平台').selectOption({ label: '中国职业培训在线' })
    const record = await table([
      ['姓名', '身份证号', '课程名称', '学习时长（秒）'],
      [person.name, person.id, '电工安全基础', String(seconds)],
    ])
    await this.shoot('sources-choose')
    await this.page.locator('input[type=file]').setInputFiles(xlsx('平台学习记录.xlsx', record))
    await this.button('导入 1 条记录').waitFor()
    await this.shoot('sources-checked')
    await this.button('导入 1 条记录').click()
    await this.page.getByText('已导入 1 条记录').first().waitFor()
    await this.button('返回列表').click()
    await this.page.getByText('平台学习记录.xlsx').first().waitFor()
    await this.shoot('sources')
  }

  async answerAll(people: readonly string[]): Promise<void> {
    await this.tab('class-questions')
    for (const name of people) {
      const answer = this.page.getByLabel(new RegExp(`^答复 ${name}`))
      await answer.fill('先断电、验电，再作业，第二章有详细步骤。')
      if (name === people[0]) await this.shoot('questions')
      const form = this.page.locator('form').filter({ has: answer })
      await form.getByRole('button', { name: '发送答复' }).click()
      await answer.waitFor({ state: 'detached' })
    }
    await this.shoot('questions-answered')
  }

  /** The platform undertakes to keep the lectures of the course. */
  async undertaking(): Promise<void> {
    await this.tab('videos')
    await this.page.getByText(/还有 \d+ 处线上课没有授课视频/).waitFor()
    await this.shoot('videos-missing')
    await this.page.getByText('没有视频文件？登记代替的依据').click()
    await this.field('盖章的承诺书或同意文件').setInputFiles(paper)
    await this.page.getByText('已上传').waitFor()
    await this.shoot('video-undertaking')
    await this.button('登记').click()
    await this.page.getByText('线上课都有授课视频，或有登记可以代替').waitFor()
    await this.shoot('videos')
  }

  /** Every one of 待核实事项 is looked at, with a word on it. */
  async settleFindings(): Promise<void> {
    await this.tab('findings')
    const [none, all] = [this.heading('没有待核实事项'), this.page.getByRole('checkbox', { name: '选中本页全部' })]
    await none.or(all).first().waitFor()
    await this.page.getByText(/处新记录正在核对/).waitFor({ state: 'detached' })
    await this.shoot('findings')
    if (await none.isVisible()) return
    await all.check()
    await this.fill({ 备注: '已向本人了解，平台时长含未装学迹的电脑上的学习。' })
    await this.button(/^把这 \d+ 项标为已核实$/).click()
    await this.button(/^把这 \d+ 项标为已核实$/).waitFor({ state: 'detached' })
    await this.shoot('findings-settled')
  }

  /** The number on the bureau's paper, of a class that was filed elsewhere; opened by the link of the claim's check. */
  async recordFiling(number: string): Promise<void> {
    await this.fill({ 开班申请编号: number })
    await this.field('原件（照片或 PDF）').setInputFiles(paper)
    await this.page.getByText('已上传').waitFor()
    await this.shoot('filing')
    await this.button('登记').click()
    await this.page.getByText(`开班申请编号 ${number}`).waitFor()
  }

  /** 结班 over what is still open, which is named; answers it. */
  async close(reason: string): Promise<string[]> {
    await this.tab('closing')
    await this.button('结班').waitFor()
    const open = await this.page.getByRole('region', { name: '结班前还没有办完' }).locator('tbody th').allInnerTexts()
    await this.shoot('closing')
    if (open.length > 0) await this.fill({ 现在结班的原因: reason })
    await this.button('结班').click()
    await this.shoot('closing-asked')
    await this.page.getByRole('dialog').getByRole('button', { name: '结班', exact: true }).click()
    await this.page.getByText('已结班', { exact: true }).waitFor()
    await this.shoot('closed')
    return open
  }

  /** 给主管部门的只读链接 for a reader, shown this once. */
  async readOnlyLink(reader: string): Promise<string> {
    await this.tab('bureau-links')
    await this.fill({ 给哪个单位看: reader })
    await this.button('生成链接').click()
    const link = await this.page.locator('.copy code').innerText()
    await this.button('我已复制，收起').click()
    return link
  }

  /** The figures of somebody on a board, by the number on the roster; names, which a reader may see masked, apart. */
  async onBoard(number: string): Promise<{ name: string; figures: string[] }> {
    const row = this.page.locator('.board-table tbody tr').filter({ has: this.page.getByText(number, { exact: true }) })
    const name = (await row.getByRole('rowheader').innerText()).trim()
    return { name, figures: await row.locator('td').allInnerTexts() }
  }

  async look(...tabs: string[]): Promise<void> {
    for (const tab of tabs) {
      await this.tab(tab)
      await this.page.getByText('正在读取……').first().waitFor({ state: 'detached' })
      await this.shoot(tab)
    }
  }
}

const clock = (hour: number) => String(hour).padStart(2, '0')
