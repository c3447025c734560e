import { and, asc, eq, ne } from 'drizzle-orm'
import type { SeatDetail } from '../../shared/api'
import { showTime } from '../../shared/calendar/beijing'
import { maskAccount } from '../../shared/people/mask'
import { type Known, readKnown } from '../../shared/record/entry'
import { atLesson, attendanceEntries } from '../../shared/study/written-again'
import { type Actor, mayActAs, requireRole } from '../access/actor'
import { personFacts } from '../board/person-facts'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { chainsOfSeats, entriesOf } from '../study/load'
import { foldPerson } from '../study/person-day'
import { classOf } from './class-of'
import { lateOf } from './hand-in-record'
import { accountsOf } from './personal'
import { rosterRows } from './roster-rows'

/**
 * One person's sessions with every deduction and its reason, derived again from the entries as they stand. Who reads hours and
 * amounts alone (财政) sees no 平台账号: they are often phone numbers.
 */
export async function seatDetail(deps: Deps, actor: Actor, seatId: string): Promise<SeatDetail> {
  requireRole(actor, 'finance')
  const { store } = deps
  const { t, read } = store
  const [seat] = await read.select().from(t.seat).where(eq(t.seat.id, seatId))
  if (!seat) throw new Refused('not-found', '没有这个人')
  const trained = await classOf(store, seat.class, actor.organisation)
  const [row] = await rosterRows(deps, trained, [seatId])
  if (!row) throw new Refused('not-found', '没有这个人')
  const seats = await read.select({ id: t.seat.id }).from(t.seat).where(eq(t.seat.person, seat.person))
  const folded = (
    await foldPerson(
      read,
      store,
      nodeCrypto,
      seats.map(({ id }) => id),
    )
  ).find((one) => one.seat === seatId)
  const of = await chainsAndEvents(deps, seatId)
  return {
    row,
    days: (folded?.days ?? []).map(({ day, credited, deductions, pieces }) => ({
      day,
      credited,
      deductions: { ...deductions },
      pieces: pieces.sort((a, b) => a.from - b.from),
    })),
    ...of,
    ...(await personFacts(deps, trained, row)),
    late: await lateOf(
      store,
      of.chains.map(({ chain }) => chain),
    ),
    accounts: mayActAs(actor, 'teacher', 'auditor')
      ? (await accountsOf(deps, seatId)).map(({ account, ...site }) => ({ ...site, masked: maskAccount(account) }))
      : [],
  }
}

async function chainsAndEvents(
  { store }: Deps,
  seatId: string,
): Promise<Pick<SeatDetail, 'chains' | 'events' | 'learner'>> {
  const { t, read } = store
  const chains: SeatDetail['chains'] = []
  const events: SeatDetail['events'] = []
  const learner: SeatDetail['learner'] = { match: 0, mismatch: 0, unknown: 0 }
  for (const { id, digest } of await chainsOfSeats(read, t, [seatId])) {
    const [row] = await read.select().from(t.chain).where(eq(t.chain.id, id))
    const entries = await entriesOf(read, t, { id, digest })
    const branches = await read
      .select({ branch: t.entry.branch })
      .from(t.entry)
      .where(and(eq(t.entry.chain, id), ne(t.entry.branch, 0)))
      .groupBy(t.entry.branch)
    const receipts = await read
      .select({ at: t.receipt.at })
      .from(t.receipt)
      .where(eq(t.receipt.chain, id))
      .orderBy(asc(t.receipt.at))
    const known = entries.flatMap((entry) => readKnown(entry) ?? [])
    const last = receipts.at(-1)
    chains.push({
      chain: digest,
      device: row?.device ?? '',
      build: known.find((entry) => entry.kind === 'join')?.body.build ?? '',
      entries: entries.length,
      branches: branches.length,
      ...(last && { lastReceiptAt: last.at }),
    })
    const attended = new Set<Known>(attendanceEntries(known))
    for (const entry of known) {
      const again = (entry.kind === 'signin' || entry.kind === 'signout') && !attended.has(entry) && !atLesson(entry)
      if (again) continue
      if (entry.kind === 'view') learner[entry.body.learner.state]++
      const text = eventText(entry)
      if (text) events.push({ at: entry.at, kind: entry.kind, text, chain: digest, seq: entry.seq })
    }
  }
  return { chains, learner, events: events.sort((a, b) => a.at - b.at) }
}

const gapWords: Record<string, string> = {
  clock: '电脑时间被调整',
  recovered: '浏览器或电脑意外中断',
  'script-replaced': '扩展更新',
  'worker-lost': '扩展后台中断',
  frozen: '页面被冻结或电脑休眠',
  unmeasurable: '播放器量不到',
}
const signoutWords: Record<string, string> = {
  popup: '',
  'other-person': '（换人）',
  'browser-closed': '（浏览器已关闭）',
  idle: '（长时间无人操作）',
  leave: '（退出）',
  phone: '（手机）',
  lesson: '（课堂）',
}
const signinWords: Record<string, string> = { phone: '手机签到', lesson: '课堂签到（老师屏幕上的动态码）' }

/** An entry as one line for people; undefined for those shown elsewhere. */
function eventText(entry: Known): string | undefined {
  switch (entry.kind) {
    case 'join':
      return '加入班级'
    case 'consent':
      return '同意告知书'
    case 'signin':
      return signinWords[entry.body.method] ?? '签到'
    case 'signout':
      return `签退${signoutWords[entry.body.reason] ?? ''}`
    case 'leave':
      return '退出'
    case 'enrol':
      return `平台显示：${entry.body.course.title} ${entry.body.state}`
    case 'score':
      return `测试成绩：${entry.body.course.title} ${entry.body.value}${entry.body.max ? `/${entry.body.max}` : ''}`
    case 'qa':
      return entry.body.role === 'asked' ? '提出问题' : '得到答复'
    case 'gap':
      return `中断：${gapWords[entry.body.reason] ?? entry.body.reason}（${showTime(entry.body.from)} 起 ${Math.round((entry.body.to - entry.body.from) / 1000)} 秒）`
    default:
      return undefined
  }
}
