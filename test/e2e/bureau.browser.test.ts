import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manualColumns } from '../../server/bureau/review/manual/columns'
import { inventedId } from '../support/hr'
import {
  announceDraw,
  confirmProposal,
  draw,
  interviewDrawn,
  openClaim,
  propose,
  ruleOut,
  sheetsOf,
} from './bureau-desk'
import { fetchResults, keepAddress, openAddress, sendClaim } from './bureau-exchange'
import { CREDIT_CODE, clean, EDITED, openFirms, planted, SHARED, SHARED_ID, TAKEN } from './bureau-firms'
import { openBureau, staff } from './bureau-server'
import { xlsx } from './clerk'
import { findChromium, suiteTitle } from './drivers/binaries'
import { type ChromiumSession, launchChromium } from './drivers/chromium'
import { Reviewer } from './reviewer'

const chromium = findChromium()
const MANUAL = '绥化市宏达机械厂'
const NUMBER = '绥培备〔2026〕8号'
/** Ten working days and the weekends between: longer than any notice of five. */
const LATER = 14
/** What the 单位 of the clean claim was told until it was published. */
const DECIDED = ['agreed', 'taken-back', 'agreed']
const TWICE = '同一人已在示范职业培训学校申报，不重复补贴'

describe.skipIf('missing' in chromium)(suiteTitle('the bureau’s desk, as a reviewer works at it', chromium), () => {
  let bureau: Awaited<ReturnType<typeof openBureau>>
  let firms: Awaited<ReturnType<typeof openFirms>>
  let browser: ChromiumSession
  let desk: Reviewer
  let folder: string
  /** At the 单位. */
  let cleanClaim: string
  const enter = (who: { login: string; name: string }) => desk.enter(who)
  const text = () => desk.text()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xueji-bureau-walk-'))
    firms = await openFirms(folder)
    bureau = await openBureau('2026-11-23T02:00:00Z')
    browser = await launchChromium()
    const page = await browser.context.newPage()
    await page.setViewportSize({ width: 1366, height: 768 })
    desk = new Reviewer(page, bureau.url)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await bureau?.close()
    await firms?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** What the 单位 of the clean claim fetches of it by address. */
  const fetched = () => fetchResults(firms.good, cleanClaim, bureau.deps.clock.now())
  const resultOf = (file: string) => desk.link(new RegExp(`^查看结果.*${basename(file)}`))

  test('keys are enrolled by file once somebody compared them; institutions and platforms stand in the register', async () => {
    await enter(staff.manager)
    await desk.shoot('home-new')
    for (const [name, of] of [
      [clean, firms.good],
      [planted, firms.bad],
    ] as const) {
      const { fingerprint } = await of.school.trusted()
      const buffer = Buffer.from(await of.school.hr.file('GET', '/api/organisation/key-file'))
      await desk.enrol(name, { name: `${name}-单位密钥.json`, mimeType: 'application/json', buffer }, fingerprint)
    }
    await desk.register(clean, CREDIT_CODE)
  })

  test('a filing gets its number and a receipt; it is agreed to within the bureau’s own term, and the 单位 takes the signed decision', async () => {
    await desk.setTerm('3', '本局工作规程')
    await enter(staff.clerk)
    await desk.open('/filings')
    await desk.choose(firms.filing)
    // Monday; the third working day after it.
    await desk.page
      .getByText(/已受理：开班受理〔2026〕1号，应在 2026-11-26 前办结/)
      .last()
      .waitFor()
    await desk.shoot('received')
    await desk.link(/^已受理/).click()
    const receipt = await desk.saved('受理回执（文件）')
    expect(JSON.parse(receipt)).toMatchObject({
      ...{ type: 'filing-receipt', body: { number: '开班受理〔2026〕1号', received: '2026-11-23', due: '2026-11-26' } },
    })
    const filing = desk.page.url()
    bureau.pass(1)
    await enter(staff.manager)
    await desk.page.goto(filing)
    await desk.page.getByText('剩 2 个工作日').first().waitFor()
    expect(await text()).not.toContain('须补正')
    await desk.page.getByLabel('同意', { exact: true }).check()
    await desk.fill({ 批复文号: NUMBER, 审批日期: '2026-11-24' })
    await desk.shoot('decide')
    await desk.button('确认审批').click()
    await desk.page.getByRole('dialog').getByRole('button', { name: '确认审批', exact: true }).click()
    const decision = await desk.saved('审批结果（文件）')
    await desk.shoot('agreed')
    cleanClaim = await firms.agreed({ receipt, decision })
    bureau.pass(2)
  })

  test('a claim that its 单位 sends by address is handed in by that, and taken in as one that was carried here', async () => {
    await enter(staff.manager)
    const { address, shown } = await openAddress(desk)
    expect(shown, 'what the 单位 compares by telephone').toContain(await keepAddress(firms.good, address))
    const sent = await sendClaim(firms.good, cleanClaim, bureau.deps.clock.now())
    expect(sent).toMatchObject({ state: 'taken', number: expect.stringMatching(/〔2026〕1号$/) })
    expect(await firms.good.claim(cleanClaim)).toMatchObject({ status: 'handed-in' })
  })

  test('packages are taken in: nothing stands against the clean one, everything planted in the other is found, with its records', async () => {
    await desk.revoke(planted, '2026-11-24')
    await enter(staff.clerk)
    await desk.open('/intake')
    // What two claims say against each other stands with the one that came later.
    await desk.drop(firms.planted)
    await resultOf(firms.planted).waitFor({ timeout: 120_000 })
    await desk.shoot('intake')
    await desk.page.getByRole('row').filter({ hasText: clean }).getByRole('link').first().click()
    await desk.page.getByText('本核验不能说明的').waitFor()
    await desk.page.getByText('没有疑点').first().waitFor()
    await desk.shoot('clean')
    const good = await text()
    expect(good).toMatch(/核验结论\s*一致/)
    expect(good, 'its plan is the one that was agreed to').toContain('方案和认定规则与本局同意的一致')
    expect(good).not.toMatch(/不一致 \d|有疑点 \d|起停用|没有这个成绩|网站规则来历不明/)
    await desk.page.goBack()
    await resultOf(firms.planted).click()
    await desk.page.getByText('同一时间在两处学习').first().waitFor()
    const found = await desk.findings()
    await desk.shoot('planted')
    const bad = await text()
    for (const said of [
      // The edited score sheet: where, whose, what, and the record that it contradicts.
      new RegExp(
        `exam\\.xlsx “考核成绩表”第 \\d+ 行 参训编号 001 理论成绩写 ${EDITED}/100，记录里没有这个成绩，记录是 ${TAKEN}/100（[0-9a-f]{8} 第 \\d+ 条）`,
      ),
      // The cut chain: which, and what no longer follows from it.
      new RegExp(`${firms.cut.slice(0, 16)}…：末尾的记录没有设备签名`),
      /参训编号 003：表中 600 秒，复算 0 秒/,
      // The revoked key.
      /密钥已作废（登记自 2026-11-24 00:00 起）/,
    ])
      expect(bad).toMatch(said)
    const record = /本申报 [0-9a-f]{8} 第 \d+ 条/
    // The unknown rule: by whose record it is known.
    expect(found.get('网站规则来历不明')).toMatch(/赵敏 002/)
    expect(found.get('网站规则来历不明')).toMatch(record)
    // The shared trainee.
    for (const label of ['同一职业同一等级再次申请', '同一人出现在两份申报中']) {
      expect(found.get(label), label).toContain(`${SHARED} 001`)
      expect(found.get(label), label).toContain(clean)
      expect(found.get(label), 'where they joined, here and there').toMatch(/2 条\s+本申报 [0-9a-f]{8} 第 0 条/)
    }
    // Overlapping hours: who, where else, when, and the entries of both.
    const twice = found.get('同一时间在两处学习') ?? ''
    for (const said of [`${SHARED} 001`, clean, '共有 10 分钟重叠', '2026-11-25 08:00 至 2026-11-25 08:10'])
      expect(twice).toContain(said)
    expect(twice).toMatch(record)
    expect(twice, 'the other claim’s entries beside its own').toMatch(/受理〔2026〕1号 [0-9a-f]{8} 第 \d+ 条/)
  })

  test('a claim by hand stands beside them, as what it is', async () => {
    await desk.open('/reviews/manual')
    await desk.field('单位').selectOption('')
    await desk.fill({ 新单位名称: MANUAL, 申报名称: '岗位技能提升第1期' })
    await desk.fill({ 户名: MANUAL, 开户银行: '农商行绥化支行', 账号: '0912000000002' })
    await desk.field('补贴标准（用来复算）').selectOption({ index: 1 })
    const asked = (person: Record<string, string>): Record<string, string> => ({
      ...{ ...person, 培训班: '家政1班', '职业（工种）': '家政服务员', 等级: '五级/初级工' },
      ...{ 培训类型: '岗位技能提升培训', 开班日期: '2026-03-02', 结业日期: '2026-03-20', 线上学时: '20' },
      ...{ 是否完成培训: '是', 考核是否合格: '是', '申请金额（元）': '600' },
    })
    const people = [asked({ 姓名: '周丽', 身份证号: inventedId(30) }), asked({ 姓名: SHARED, 身份证号: SHARED_ID })]
    const heads = manualColumns.map(({ title }) => title)
    const rows = [heads, ...people.map((row) => heads.map((head) => row[head] ?? null))]
    const book = await writeXlsx({ sheets: [{ name: '手工申报', rows }] })
    await desk.page.locator('input[type=file]').setInputFiles(xlsx('手工申报.xlsx', book))
    await desk.page.getByText(/没有错误：2 人次/).waitFor()
    await desk.shoot('manual-checked')
    await desk.button('导入').click()
    await desk.page
      .getByText(/已导入，受理号/)
      .first()
      .waitFor()
    // Whoever is asked for twice is found, whatever way the claims came.
    await openClaim(desk, MANUAL, /^疑点/)
    const twice = (await desk.findings()).get('同一人出现在两份申报中')
    for (const said of [SHARED, clean]) expect(twice).toContain(said)
    await desk.shoot('manual-twice')
    await ruleOut(desk, MANUAL, SHARED, TWICE)
    await desk.shoot('ruled')
  })

  test('who is looked into is drawn by a value that nobody knew before, and asked about what their own log says', async () => {
    await announceDraw(desk, '2026-11-27')
    await desk.shoot('announced')
    bureau.pass(1)
    await enter(staff.clerk)
    const drawn = await draw(desk, '2026-11-27', '3 8 1 5 2')
    await desk.shoot('drawn')
    expect(drawn.length).toBeGreaterThan(0)
    const drawing = desk.page.url()
    await openClaim(desk, clean, /^人员与金额/)
    const person = desk.page.getByRole('row').filter({ hasText: '李芳' })
    await person.getByRole('link', { name: /回访/ }).click()
    await desk.heading('回访 李芳').waitFor()
    expect(await text(), 'from the own log').toMatch(/记录.*依据 \d+ 条记录/)
    await desk.shoot('interview')
    await desk.page.goto(drawing)
    await interviewDrawn(desk)
    for (const row of await desk.page.getByRole('table', { name: '抽中' }).locator('tbody tr').allInnerTexts())
      expect(row).toContain('与记录相符')
  })

  test('the queue has the doubtful one first; the clerk proposes, another decides and signs', async () => {
    await desk.open('/reviews')
    await desk.page.getByRole('row').filter({ hasText: clean }).first().waitFor()
    await desk.shoot('queue')
    const rows = await desk.page.getByRole('row').allInnerTexts()
    const place = (firm: string) => rows.findIndex((one) => one.includes(firm))
    expect(place(planted)).toBeLessThan(place(clean))
    expect(rows[place(MANUAL)]).toContain('未经逐段核验')
    const items = [
      '成绩表与记录不符，请说明并更正',
      '参训编号 003 的学习记录不完整',
      '单位密钥已停用，请更换后重新打包',
    ]
    await propose(desk, planted, '退回补正', { items })
    await propose(desk, clean, '审核同意')
    await propose(desk, MANUAL, '审核同意', { why: '重复的一人已不予补贴' })
    await desk.shoot('proposed')
    await enter(staff.manager)
    await desk.shoot('home')
    for (const firm of [planted, clean, MANUAL]) await confirmProposal(desk, firm)
    await desk.shoot('decided')
    const statement = JSON.parse((await desk.download('下载签名的审核决定')).toString('utf8'))
    expect(statement).toMatchObject({
      type: 'claim-decision',
      body: { outcome: 'agreed', asked: 120_000, agreed: 60_000 },
    })
    expect(JSON.stringify(statement.body.people), 'why less was agreed').toContain(TWICE)
    expect(await fetched(), 'the 单位 has it, too').toMatchObject([{ kind: 'agreed', amount: 4000 }])
  })

  test('an agreement is taken back where one asks and another confirms, and is reviewed anew', async () => {
    await enter(staff.clerk)
    await openClaim(desk, clean, /^意见与审定/)
    await desk.button('申请重新审核').click()
    await desk.fill({ 原因: '再核对一次班级名册' })
    await desk.button('申请重新审核').click()
    await desk.page.getByText(/申请撤销审核同意/).waitFor()
    await enter(staff.manager)
    await openClaim(desk, clean, /^意见与审定/)
    await desk.button('撤销同意，重新审核').click()
    await desk.button('申请重新审核').or(desk.page.getByText('待审核').first()).first().waitFor()
    await desk.shoot('reopened')
    await enter(staff.clerk)
    await propose(desk, clean, '审核同意', { why: '名册核对无误' })
    await enter(staff.manager)
    await confirmProposal(desk, clean)
    expect((await fetched()).map(({ kind }) => kind)).toEqual(DECIDED)
  })

  test('what was agreed is published masked, for five working days, to everybody', async () => {
    await enter(staff.clerk)
    await desk.open('/publicity/new')
    await desk.page.getByLabel('选中本页全部').check()
    await desk.button('公示所选 2 份').click()
    await desk.fill({
      公示标题: '2026年第1批职业技能培训补贴公示',
      补贴标准及依据: '按绥人社函〔2020〕31号和现行补贴标准',
      监督电话: '0455-8000001',
      异议受理地点: '绥化市人社局就业科 302 室',
      公示工作日数: '5',
    })
    await desk.page.getByText(/到 2026-12-04 为止/).waitFor()
    await desk.shoot('publish')
    await desk.button('开始公示').click()
    await desk.link('公示网页').waitFor()
    await desk.shoot('published')
    const [page] = await Promise.all([desk.page.waitForEvent('popup'), desk.link('公示网页').click()])
    await page.getByText('周丽').first().waitFor()
    const shown = await page.locator('body').innerText()
    for (const name of ['李芳', SHARED, '周丽']) expect(shown).toContain(name)
    expect(shown).not.toContain('赵敏')
    expect(shown, 'birth digits are hidden').not.toMatch(/\d{17}[\dX]|19900\d/)
    expect(shown).not.toMatch(/13800|6222/)
    expect(shown.split(SHARED).length - 1, 'once: the second claim of the same person is not paid').toBe(1)
    await page.close()
  })

  test('an objection holds its claim until it is answered', async () => {
    const notice = desk.page.url()
    await desk.link(/^异议/).click()
    await desk.button('登记异议').click()
    await desk.fill({ 收到日期: '2026-11-27', 反映内容: '有人没有参加学习' })
    await desk.field('所涉').selectOption({ index: 1 })
    await desk.button('登记异议').last().click()
    await desk.page.getByText('待处理').first().waitFor()
    await desk.shoot('objected')
    await enter(staff.manager)
    await desk.page.goto(notice)
    await desk.link(/^异议/).click()
    await desk.button('处理异议').click()
    await desk.fill({ 核查情况和答复: '调取逐段记录并回访，学习属实' })
    await desk.button('处理异议').last().click()
    await desk.page.getByText('已处理').first().waitFor()
    await desk.shoot('answered')
  })

  test('cleared when the days are over, paid once finance confirmed, and the result written down', async () => {
    bureau.pass(LATER)
    await enter(staff.clerk)
    await desk.open('/publicity')
    await desk.link(/2026年第1批/).click()
    await desk.button('办结公示').click()
    await desk.page.getByRole('dialog').getByRole('button', { name: '办结公示', exact: true }).click()
    await desk.page.getByText('已办结').first().waitFor()
    await desk.open('/payments/new')
    await desk.page.getByLabel('选中本页全部').check()
    await desk.shoot('payable')
    await desk.button(/^列入所选/).click()
    await desk.heading('收款账户核对').waitFor()
    await desk.shoot('accounts')
    const total = /资金拨付表（2 笔，(.+?)）/.exec(await text())?.[1] ?? ''
    expect(total).toBe('640.00 元')
    for (const note of await desk.page.getByLabel(/核实情况/).all()) await note.fill('已与单位电话核实')
    await desk.fill({ 名称: '2026年第1批' })
    await desk.button('提交财政复核').click()
    await desk.page.getByText('等财政复核人员确认或退回').waitFor()
    const sheet = desk.page.url()
    await enter(staff.finance)
    await desk.page.goto(sheet)
    await desk.button('确认').click()
    await desk.shoot('finance')
    await desk.page.getByRole('dialog').getByRole('button', { name: '确认', exact: true }).click()
    await desk.page.getByText('拨付中').first().waitFor()
    await enter(staff.clerk)
    await desk.page.goto(sheet)
    for (let n = 2; n > 0; n--) {
      await desk.button(/^登记/).first().click()
      await desk.page.getByLabel('拨付日期').fill('2026-12-11')
      await desk.page.getByLabel('凭证号').fill(`记-${n}`)
      await desk.button('登记').last().click()
      await expect.poll(async () => desk.page.getByText(/已拨付，凭证号/).count()).toBe(3 - n)
    }
    await desk.shoot('paid')
    expect(await text()).toContain('640.00 元')
    const [table, results] = await sheetsOf(await desk.download('下载 XLSX'))
    const paid = table?.rows.filter((row) => row.some((cell) => [clean, MANUAL].includes(cell))) ?? []
    expect(paid.map((row) => row.join(' '))).toEqual([
      expect.stringMatching(/示范学校.*农商行.*6222000011112222.*40/),
      expect.stringMatching(/宏达机械厂.*农商行绥化支行.*0912000000002.*600/),
    ])
    expect(table?.rows.flat().join(' ')).toContain('陆佰肆拾元整')
    expect(results?.name).toBe('拨付结果')
    const [list] = await sheetsOf(await desk.download('下载个人权益回写名单'))
    const written = list?.rows.filter((row) => row.includes('职业培训补贴')) ?? []
    expect(written.map((row) => row[1]).sort()).toEqual(['李芳', SHARED, '周丽'].sort())
    for (const row of written)
      expect(row.slice(11, 13), 'month and voucher').toEqual(['202612', expect.stringMatching(/^记-\d$/)])
    await desk.open('/statistics')
    await desk.page.getByText('640.00').first().waitFor()
    await desk.shoot('statistics')
    await openClaim(desk, MANUAL, /^备注与追回/)
    await desk.button('登记追回').click()
    await desk.fill({ '金额（元）': '100', 日期: '2026-12-11', 原因: '多报一个学时' })
    await desk.button('登记追回').last().click()
    await desk.page.getByText('多报一个学时').waitFor()
    await desk.shoot('recovered')
    const told = (await fetched()).map(({ kind }) => kind)
    expect(told, 'the 单位 has the rest, too').toEqual([...DECIDED, 'published', 'cleared', 'paid'])
  })
})
