import type { Deps } from '../../server/deps'
import { maskId } from '../../shared/people/mask'
import { defaultPolicy } from '../../shared/study/policies'
import { seedDesk, versionsOf } from './desk-seed'
import { CLASSES, classId, DAY, hex, numberOf, PEOPLE, waits } from './invented'

const DAYS = 20
const surnames = '王李张刘陈杨赵黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾'
const given = ['伟', '芳', '秀英', '敏', '静', '强', '丽', '军', '洋', '艳', '建国', '玉兰', '海涛', '桂英']

/**
 * 10,000 trainees in 200 classes as they are after four weeks: everybody joined but one in eleven, a day of study with two
 * courses on each of 20 days, 2 receipts a day, sign-ins, a finding each fifth person, an appeal each twentieth; each class of a plan that was filed and agreed. Then the
 * office (desk-seed.ts).
 */
export async function seedLists(deps: Deps, organisation: string, member: string): Promise<string[]> {
  const classes = await seedClasses(deps, organisation, member, { count: CLASSES, people: PEOPLE / CLASSES })
  await seedDesk(deps, organisation)
  return classes
}

/** Classes alone, so many with so many people each. Returns their ids. */
export async function seedClasses(
  deps: Deps,
  organisation: string,
  member: string,
  { count, people }: { count: number; people: number },
): Promise<string[]> {
  const { store, secrets, clock } = deps
  const { t } = store
  const now = clock.now()
  const policy = JSON.stringify({ ...defaultPolicy, completion: { ratio: 1000 } })
  const classes: string[] = []
  const fingerprint = hex('key', 64)
  await store.tx((q) => q.insert(t.signingKey).values({ id: 1, fingerprint }).onConflictDoNothing())
  for (let c = 0; c < count; c++) {
    const [plan, id] = [hex(`plan ${c}`, 32), classId(c)]
    classes.push(id)
    const createdAt = now - (count - c) * 3_600_000
    await store.tx(async (q) => {
      await q.insert(t.plan).values(versionsOf(c, plan, organisation, policy, now))
      for (const position of [0, 1])
        await q.insert(t.planCourse).values({
          plan,
          position,
          key: `c-${position}`,
          site: 'px.class.com.cn',
          title: `课程${position}`,
          aliases: '[]',
          hours: '24',
        })
      const status = c % 10 === 9 ? 'closed' : 'open'
      await q
        .insert(t.class)
        .values({ id, organisation, plan, name: `2026年第${c + 1}期`, code: hex(`code ${c}`, 6), status, createdAt })
      for (let n = 0; n < people; n++) await seat(q, c, n, id)
    })
  }
  return classes

  async function seat(q: Parameters<Parameters<typeof store.tx>[0]>[0], c: number, n: number, classId: string) {
    const i = c * people + n
    const number = numberOf(i)
    const [person, seatId, claim] = [hex(`person ${i}`, 32), hex(`seat ${i}`, 32), hex(`claim ${i}`, 32)]
    const name = `${surnames[i % surnames.length]}${given[(i * 5) % given.length]}`
    await q.insert(t.person).values({
      ...{ id: person, organisation, name, idCipher: secrets.encrypt(number, person), idMasked: maskId(number) },
      ...{ idIndex: secrets.index('id', number), createdAt: now - i },
    })
    const code = { codeCipher: '', codeIndex: hex(`code of ${i}`, 43), codeIssuedAt: now }
    await q
      .insert(t.seat)
      .values({ id: seatId, class: classId, person, number: String(n + 1).padStart(3, '0'), ...code, createdAt: now })
    if (waits(i)) return
    const device = hex(`device ${Math.floor(i / 2) * 2 + (i % 7 === 0 ? 0 : i % 2)}`, 32)
    const state = i % 50 === 8 ? 'pending' : 'bound'
    const joinedAt = now - 25 * DAY
    await q.insert(t.claim).values({
      claim,
      class: classId,
      seat: seatId,
      device,
      key: '',
      how: 'code',
      state,
      issuedAt: joinedAt,
      createdAt: joinedAt,
    })
    if (state === 'pending') return
    const chain = i + 1
    const digest = hex(`chain ${i}`, 64)
    await q.insert(t.chain).values({ id: chain, digest, spki: '', claim, class: classId, device, createdAt: joinedAt })
    const courses = [0, 1].map((k) => ({
      ...{
        key: `c-${k}`,
        title: `课程${k}`,
        lessons: Array.from({ length: 3 }, (_, l) => ({ key: `l-${l}`, title: `第${l + 1}节`, credited: 1_200_000 })),
      },
      ...{
        platform: { progress: '80%', finished: false, at: now },
        scores:
          k === 0 ? [{ value: '85', max: '100', pass: true, source: 'page', at: now, chain: digest, seq: 9 }] : [],
      },
    }))
    const folded = JSON.stringify({ deductions: { hidden: 300_000 }, courses })
    const dates = Array.from({ length: DAYS }, (_, d) => new Date(now - d * DAY).toISOString().slice(0, 10))
    await q
      .insert(t.studyDay)
      .values(dates.map((day) => ({ seat: seatId, day, credited: 7_200_000 - i, notCounted: 300_000, folded })))
    await q.insert(t.signIn).values(
      dates.flatMap((day, d) =>
        [0, 1].map((k) => ({
          ...{
            chain,
            seq: d * 10 + k,
            hash: hex(`signin ${i} ${d} ${k}`, 64),
            class: classId,
            seat: seatId,
            device,
            day,
          },
          ...{ at: now - d * DAY + k * 3_600_000, out: k === 1 ? null : now - d * DAY + 1_800_000, method: 'popup' },
        })),
      ),
    )
    await q.insert(t.receipt).values(
      Array.from({ length: DAYS * 2 }, (_, r) => ({
        ...{
          chain,
          branch: 0,
          to: r * 20 + 19,
          from: r * 20,
          at: now - 25 * DAY + r * 3_600_000,
          head: hex(`head ${i} ${r}`, 64),
        },
        ...{ hash: hex(`receipt ${i} ${r}`, 64), key: 1, signature: 'AA', leaf: 1, generation: 1 },
      })),
    )
    const health = JSON.stringify([{ site: 'px.class.com.cn', at: now, missing: [], frames: [] }])
    await q.insert(t.chainTotal).values({
      chain,
      class: classId,
      seat: seatId,
      lastWatch: i % 40 === 0 ? null : now,
      lastReceipt: now - i,
      health,
    })
    if (i % 5 === 0) {
      const finding = hex(`finding ${i}`, 32)
      const entries = JSON.stringify([{ chain: digest, seq: 12, hash: hex(`entry ${i}`, 64), at: now }])
      const code = i % 15 === 0 ? 'offline-too-long' : i % 25 === 0 ? 'chain-forked' : 'media-out-of-step'
      await q.insert(t.finding).values({
        id: finding,
        organisation,
        class: classId,
        seat: seatId,
        code,
        detail: '视频位置走得比时间快',
        entries,
        at: now,
        derived: 1,
        changedAt: now - i,
      })
      if (i % 10 === 0)
        await q.insert(t.findingNote).values({
          id: hex(`note ${i}`, 32),
          finding,
          class: classId,
          settled: 1,
          text: '已核实',
          by: member,
          at: now,
        })
    }
    if (i % 20 === 3) {
      const id = hex(`appeal ${i}`, 32)
      const about = { kind: 'deduction', reason: 'hidden', from: now - DAY, to: now - DAY + 300_000 }
      await q.insert(t.appeal).values({
        id,
        seat: seatId,
        how: 'phone',
        body: JSON.stringify({ v: 1, id, about, text: '一直在看', at: now - i }),
        at: now - i,
      })
      if (i % 40 === 3)
        await q.insert(t.appealDecision).values({
          id: hex(`decision ${i}`, 32),
          appeal: id,
          outcome: 'rejected',
          reason: '已核对',
          by: member,
          at: now,
        })
    }
  }
}
