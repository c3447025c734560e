import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { showDuration } from '../../shared/calendar/beijing'
import { classHours } from '../../shared/study/hours'
import { defaultPolicy } from '../../shared/study/policies'
import { reasonOrder, reasons } from '../../shared/study/reasons'
import { launchRaw, type RawChromium } from '../../test/e2e/drivers/chromium-raw'
import { openLesson, RESULT_PAGE, studyLesson } from '../../test/e2e/lesson-script'
import { handInNow, joinByCode, popupFigures, welcomeTab } from '../../test/e2e/trainee'
import { openWorld, seatWithScore, testExtension, type World } from '../../test/e2e/world'

const root = fileURLToPath(new URL('../..', import.meta.url))
const out = join(root, 'dist/demo')

/** The whole main job, unattended, in a real Chromium against the practice platform. Leaves what came of it in dist/demo. */
async function demo(): Promise<number> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  say('1 单位：建立服务器、开班、导入名册、发加入码')
  const world = await openWorld()
  try {
    const browser = await launchRaw({ extension: testExtension('chrome-mv3'), hosts: world.hosts })
    try {
      await study(world, browser)
      await show(world, browser)
    } finally {
      await browser.close()
    }
    return await packAndVerify(world)
  } finally {
    await world.close()
  }
}

async function study(world: World, browser: RawChromium): Promise<void> {
  const [slip] = world.slips
  if (!slip) throw new Error('no slip')
  say(`2 学员 ${slip.name}：安装扩展，输入加入码 ${slip.code}，看告知书，同意`)
  await joinByCode(await welcomeTab(browser), {
    server: world.server.url,
    code: slip.code,
    picture: join(out, 'welcome'),
  })
  say('3 学员：在平台上学一节课（播放、暂停、拖动、倍速、切走、同课第二个页面、换节），再看测试成绩。约一分钟')
  const lesson = await openLesson(browser)
  await studyLesson(browser, lesson)
  await lesson.screenshot(picture('platform'))
  await lesson.goto(RESULT_PAGE)
  await seatWithScore(world)
  await handInNow(browser)
  const figures = await popupFigures(browser, picture('popup'))
  console.log(figures.text.replace(/^/gm, '    │ '))
  await lesson.close()
}

/** What HR sees, on the real console. */
async function show(world: World, browser: RawChromium): Promise<void> {
  say('4 单位：名册上的学时、进度、成绩')
  const { roster } = await world.hr.class(world.opened.id)
  for (const row of roster) {
    const scores = row.courses.flatMap(({ title, score }) =>
      score ? [`${title} ${score.value}/${score.max ?? ''}`] : [],
    )
    console.log(
      `    ${row.number} ${row.name} ${row.idMasked}  ${showDuration(row.credited)} = ${classHours(row.credited, defaultPolicy)} 学时  不计入 ${showDuration(row.notCounted)}  ${scores.join('；')}`,
    )
  }
  const seat = roster[0]?.seat ?? ''
  const { days } = await world.hr.seat(seat)
  for (const { day, deductions } of days) {
    console.log(
      `    ${day} 不计入：${reasonOrder.flatMap((reason) => (deductions[reason] ? [`${reasons[reason].label} ${showDuration(deductions[reason])}`] : [])).join('；')}`,
    )
  }
  const tab = await browser.open(`${world.server.url}/`)
  await tab.evaluate(
    `fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'admin', password: 'correct horse battery' }) }).then((r) => r.ok)`,
  )
  for (const [name, path] of [
    ['console-class', `/classes/${world.opened.id}`],
    ['console-person', `/seats/${seat}`],
  ] as const) {
    await tab.goto(world.server.url + path)
    await tab.waitFor(`document.querySelector('main')?.textContent.includes('${roster[0]?.name ?? ''}')`)
    await tab.screenshot(picture(name))
  }
  await tab.close()
}

async function packAndVerify({ hr, opened }: World): Promise<number> {
  say('5 单位：生成申报资料包；人社局：用另行取得的公钥指纹脱机核验')
  const { fingerprint } = (await hr.keys()).package
  writeFileSync(join(out, 'package.zip'), await hr.package(opened.id))
  writeFileSync(join(out, 'roster.xlsx'), await hr.file('GET', `/api/classes/${opened.id}/roster.xlsx`))
  const report = join(out, '核验报告.txt')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['server/cli/xueji.mjs', 'verify', join(out, 'package.zip'), '--key', fingerprint, '--out', report],
    { cwd: root, encoding: 'utf8' },
  )
  console.log(stdout + stderr)
  say(`完成：${out}`)
  return status ?? 1
}

const say = (text: string) => console.log(`\n■ ${text}`)
const picture = (name: string) => join(out, `${name}.png`)

process.exit(await demo())
