import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SeatDetail } from '../../shared/api'
import { findChromium, findFirefox, suiteTitle } from './drivers/binaries'
import type { DrivenBrowser, LaunchOptions } from './drivers/browser'
import { launchRaw } from './drivers/chromium-raw'
import { launchFirefox } from './drivers/firefox'
import { openLesson, RESULT_PAGE, studyLesson, type Truth } from './lesson-script'
import { handInNow, joinByCode, type PopupFigures, popupFigures, welcomeTab } from './trainee'
import { openWorld, seatWithScore, testExtension, type World } from './world'

const SECOND = 1000

/** Everything a lesson leads to, told by each of those who tell it. */
interface Outcome {
  truth: Truth
  popup: PopupFigures
  seat: SeatDetail
  verified: { status: number | null; report: string; credited: number | undefined }
}

async function mainJob(browser: DrivenBrowser, world: World): Promise<Outcome> {
  const [slip] = world.slips
  if (!slip) throw new Error('the class has no slip')
  await joinByCode(await welcomeTab(browser), { server: world.server.url, code: slip.code })
  const lesson = await openLesson(browser)
  const truth = await studyLesson(browser, lesson)
  await lesson.goto(RESULT_PAGE)
  const seatId = await seatWithScore(world)
  await handInNow(browser)
  const popup = await popupFigures(browser)
  return { truth, popup, seat: await world.hr.seat(seatId), verified: await verify(world, seatId) }
}

/** The package by the stock unzip and our own command, without the server. */
async function verify(world: World, seat: string): Promise<Outcome['verified']> {
  const file = join(world.server.dataDir, 'package.zip')
  writeFileSync(file, await world.hr.package(world.opened.id))
  const { fingerprint } = (await world.hr.keys()).package
  const { status, stdout } = spawnSync(
    process.execPath,
    ['server/cli/xueji.mjs', 'verify', file, '--key', fingerprint],
    {
      encoding: 'utf8',
    },
  )
  const study = spawnSync('unzip', ['-p', file, '*/data/forms/study.json'], { encoding: 'utf8' })
  const seats: { seat: string; credited: number }[] = JSON.parse(study.stdout).seats
  return { status, report: stdout, credited: seats.find((one) => one.seat === seat)?.credited }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const expectWithinASecond = (actual: number | undefined, truth: number) =>
  expect(Math.abs((actual ?? Number.NaN) - truth), `${actual} ms, in truth ${truth} ms`).toBeLessThanOrEqual(SECOND)

function suite(name: 'chrome-mv3' | 'firefox-mv3', launch: (options: LaunchOptions) => Promise<DrivenBrowser>): void {
  let world: World
  let browser: DrivenBrowser
  let outcome: Outcome

  beforeAll(async () => {
    world = await openWorld()
    browser = await launch({ extension: testExtension(name), hosts: world.hosts })
    outcome = await mainJob(browser, world)
  }, 240_000)
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  test('the credited time of the roster is the time watched, lesson by lesson', () => {
    const { truth, seat } = outcome
    const credited: Record<string, number> = {}
    for (const piece of seat.days.flatMap(({ pieces }) => pieces)) {
      if (piece.reason) continue
      credited[piece.lesson.title] = (credited[piece.lesson.title] ?? 0) + piece.to - piece.from
    }
    expect(Object.keys(credited).sort()).toEqual(Object.keys(truth.credited).sort())
    for (const [lesson, ms] of Object.entries(truth.credited)) expectWithinASecond(credited[lesson], ms)
    expectWithinASecond(seat.row.credited, sum(Object.values(truth.credited)))
  })

  test('what was not counted has its reason: played faster, out of sight', () => {
    const deductions = outcome.seat.days.map(({ deductions }) => deductions)
    expect(deductions.flatMap((of) => Object.keys(of)).sort()).toEqual(['hidden', 'rate'])
    expectWithinASecond(sum(deductions.map(({ rate }) => rate ?? 0)), outcome.truth.rate)
    expectWithinASecond(sum(deductions.map(({ hidden }) => hidden ?? 0)), outcome.truth.hidden)
  })

  test('course and score are those of the platform', () => {
    const studied = outcome.seat.row.courses.filter(({ credited }) => credited > 0)
    expect(studied).toMatchObject([
      { title: '电工安全基础', credited: outcome.seat.row.credited, score: { value: '92', max: '100', pass: true } },
    ])
  })

  test('popup, server and xueji verify tell the same milliseconds', () => {
    const { popup, seat, verified } = outcome
    expect(popup).toMatchObject({ received: seat.row.credited, local: 0 })
    expect(popup.deductions).toEqual(seat.days[0]?.deductions)
    expect(verified).toMatchObject({ status: 0, credited: seat.row.credited })
    expect(verified.report).toContain('结论：核验通过')
  })
}

const chromium = findChromium()
const firefox = findFirefox()
describe.skipIf('missing' in chromium)(suiteTitle('the main job in Chromium', chromium), () => {
  suite('chrome-mv3', launchRaw)
})
describe.skipIf('missing' in firefox)(suiteTitle('the main job in Firefox', firefox), () => {
  suite('firefox-mv3', launchFirefox)
})
