import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dayOf } from '../../shared/calendar/beijing'
import { inventedId } from '../support/hr'
import { freshDataDir, removeDir, startServer } from '../support/server'
import { Clerk, paper, xlsx } from './clerk'
import { findChromium, suiteTitle } from './drivers/binaries'
import { launchChromium } from './drivers/chromium'

const binary = findChromium()
const DAY = 86_400_000
const PASSWORD = 'correct horse battery'
const PASSPHRASE = '竹外桃花三两枝春江水暖鸭先知'
const people = [
  { name: '王晓明', id: inventedId(1) },
  { name: '李慧', id: inventedId(2) },
  { name: '张建国', id: inventedId(3) },
  { name: '赵春梅', id: inventedId(4) },
]
/** One digit of the first ID mistyped, the second person twice, the third's ID typed as a number. */
const planted = [
  [people[0]?.name, mistyped(people[0]?.id ?? '')],
  [people[1]?.name, people[1]?.id],
  [people[1]?.name, people[1]?.id],
  [people[2]?.name, Number(people[2]?.id)],
  [people[3]?.name, people[3]?.id],
]

function mistyped(id: string): string {
  return id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')
}

const workbook = (rows: (string | number | undefined)[][]) =>
  writeXlsx({
    sheets: [{ name: '学员名册', rows: [['姓名', '身份证号'], ...rows.map((row) => row.map((cell) => cell ?? ''))] }],
  })

describe.skipIf('missing' in binary)(suiteTitle('the clerk’s first run, in Chromium', binary), () => {
  test.each([
    { width: 1280, height: 800 },
    { width: 1366, height: 768 },
  ])(
    'from the set-up link to a filed plan, a clean roster and the group text, at $width x $height',
    async (viewport) => {
      const dataDir = freshDataDir()
      const backups = mkdtempSync(join(tmpdir(), 'xueji-backups-'))
      const server = await startServer({ dataDir })
      const browser = await launchChromium()
      onTestFinished(async () => {
        await browser.close()
        await server.stop()
        removeDir(dataDir)
        removeDir(backups)
      })
      const page = await browser.context.newPage()
      await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url })
      await page.setViewportSize(viewport)
      const clerk = new Clerk(page, `first-run/clerk-${viewport.width}x${viewport.height}`)

      await page.goto(`${server.url}/setup?token=${server.setupToken}`)
      await clerk.heading('第一次设置').waitFor()
      await page.getByRole('radio', { name: /^企业/ }).check()
      await clerk.fill({
        单位全称: '绥化市示范食品有限公司',
        统一社会信用代码: '91231200MA1B2C3D48',
        姓名: '王芳',
        账号: 'wangfang',
        密码: PASSWORD,
        再输一次密码: PASSWORD,
      })
      await clerk.shoot('set-up')
      await clerk.button('下一步：备份').click()

      await clerk.heading('备份').waitFor()
      await clerk.shoot('backup')
      await clerk.fill({
        备份文件夹: backups,
        备份口令: PASSPHRASE,
        再输一次备份口令: PASSPHRASE,
        谁知道备份口令: '王芳、李强',
      })
      await clerk.button('检查文件夹').click()
      await page.getByText(/可以使用/).waitFor()
      await clerk.shoot('backup-folder')
      await clerk.button('完成设置').click()
      await page.getByText('第一份备份已做好，并已打开核对').waitFor({ timeout: 60_000 })
      await clerk.shoot('backup-made')
      expect(readdirSync(backups).filter((name) => name.endsWith('.zip'))).toHaveLength(1)
      await clerk.button('进入控制台').click()

      await clerk.heading('从这里开始').waitFor()
      await clerk.shoot('home')
      await clerk.link('去做：填写单位资料').click()
      const basics = clerk.part('基本信息')
      await clerk.fill(
        {
          地址: '绥化市北林区示范路1号',
          法定代表人: '陈立',
          联系人: '王芳',
          联系电话: '0455-8300000',
          企业基本情况: '速冻蔬菜加工，职工 260 人。',
          经营范围: '速冻食品生产、销售。',
          受理的人社部门: '绥化市北林区人力资源和社会保障局',
        },
        basics,
      )
      await clerk.attach('营业执照', basics)
      await clerk.button('保存资料').click()
      await page.getByRole('main').getByText('已保存').waitFor()
      const account = clerk.part('收款账户')
      await clerk.fill(
        { 开户名: '绥化市示范食品有限公司', 开户银行: '示范银行绥化支行', 账号: '6222 0000 0000 0001' },
        account,
      )
      await clerk.attach('开户许可证或银行出具的账户证明', account)
      await clerk.button('保存账户').click()
      await clerk.button('更改账户').waitFor()
      await clerk.shoot('organisation')

      await clerk.link('首页').click()
      await clerk.link('去做：培训方案备案').click()
      await page.getByRole('radio', { name: /^岗位技能提升培训/ }).check()
      await clerk.shoot('plan-type')
      await clerk.button('下一步').click()
      await clerk.heading(/^填写内容/).waitFor()
      await clerk.shoot('plan-empty')
      const today = Date.now()
      await clerk.fill(
        { 名称: '2026 年食品加工班组提升培训', '培训工种（职业）': '速冻食品制作工' },
        clerk.part('基本情况'),
      )
      await clerk.field('培训等级').selectOption({ index: 1 })
      const whom = clerk.part('培训对象与方式')
      await clerk.fill(
        {
          培训对象: '本企业在岗职工',
          培训人数: '4',
          主营业务相关性说明: '学习内容与速冻蔬菜生产岗位直接相关。',
          '培训成本（元）': '8000',
        },
        whom,
      )
      await whom.getByRole('checkbox', { name: '视频录播' }).check()
      await clerk.fill({ 开始日期: dayOf(today), 结束日期: dayOf(today + 60 * DAY) }, clerk.part('时间与地点'))
      await clerk.button('添加平台').click()
      await clerk.button('添加课程').click()
      await clerk.fill({ 课程名称: '职业道德与劳动法规', 课时: '4' }, clerk.part('培训课程'))
      await clerk.button('添加教师').click()
      const teachers = clerk.part('授课师资')
      await clerk.fill({ 姓名: '刘敏', 职称或职业资格: '讲师' }, teachers)
      await teachers.getByRole('checkbox', { name: '职业道德与劳动法规' }).check()
      await clerk.fill({ 考核方式: '平台结业测试，60 分合格' }, clerk.part('教材与考核'))
      await page
        .getByText(/^已保存 \d/)
        .first()
        .waitFor()
      await clerk.shoot('plan-filled')
      await clerk.button('填完了，去提交').click()
      await clerk.heading('内容齐全，可以提交').waitFor()
      await clerk.shoot('plan-complete')
      await clerk.button('提交备案').click()
      const asked = page.getByRole('dialog')
      await asked.waitFor()
      await clerk.shoot('plan-file')
      await asked.getByRole('button', { name: '提交备案' }).click()
      await page.getByText('已提交，等审核').first().waitFor()
      const zip = await clerk.download('下载报送文件包（ZIP）')
      expect(zip.subarray(0, 2).toString()).toBe('PK')
      await clerk.shoot('plan-filed')

      await page.getByText('按纸质文件登记').click()
      await clerk.fill({ 备案编号或批复文号: '绥北人社培〔2026〕18号', 日期: dayOf(today) })
      await clerk.field('盖章的备案表、批复或回执').setInputFiles(paper)
      await page.getByRole('button', { name: /^下载\s*：盖章的备案表/ }).waitFor()
      await clerk.shoot('decision')
      await clerk.button('登记').click()
      await clerk.link('用这份培训方案开班').waitFor()
      await clerk.shoot('plan-agreed')
      await clerk.link('用这份培训方案开班').click()
      await clerk.heading('开班').waitFor()
      await clerk.shoot('open-class')
      await clerk.button('开班').click()

      const chooser = page.locator('input[type=file]')
      await clerk.button('下载名册模板').waitFor()
      await clerk.shoot('import')
      await chooser.setInputFiles(xlsx('名册.xlsx', await workbook(planted)))
      await page
        .getByText(/处需要改正/)
        .first()
        .waitFor()
      await clerk.shoot('import-refused')
      const places = await page.getByRole('table').first().getByRole('row').allInnerTexts()
      expect(places.slice(1)).toEqual([
        expect.stringMatching(/B2\t.*校验码不符/),
        expect.stringMatching(/B4\t与第 3 行是同一个身份证号/),
        expect.stringMatching(/B5\t.*数字格式/),
      ])

      await chooser.setInputFiles(xlsx('名册-改好.xlsx', await workbook(people.map(({ name, id }) => [name, id]))))
      await clerk.button('导入 4 人').waitFor()
      await clerk.shoot('import-fine')
      await clerk.button('导入 4 人').click()
      await page.getByText('已导入 4 人').first().waitFor()
      await clerk.shoot('imported')

      await clerk.link('首页').click()
      await clerk.link('去做：通知学员').click()
      await clerk.heading('群通知').waitFor()
      await clerk.shoot('reach')
      await page.getByRole('button', { name: /^复制群通知/ }).click()
      await page.getByRole('button', { name: /^已复制/ }).waitFor()
      const copied = await page.evaluate<string>('navigator.clipboard.readText()')
      expect(copied).toContain('线上学习通知')
      expect(copied).toMatch(new RegExp(`${server.url}/g/`))
      for (const { name, id } of people) {
        expect(copied).not.toContain(name)
        expect(copied).not.toContain(id)
      }
      expect(copied).not.toMatch(/\d{15}/)
      await clerk.link('首页').click()
      await clerk.heading(/进行中的培训班/).waitFor()
      await clerk.shoot('home-after')
    },
  )
})
