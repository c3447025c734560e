import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { setImmediate as breath } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { filesPage, MediaState } from '../../shared/api/media'
import type { Actor } from '../access/actor'
import { openApp } from '../app.fixture'
import type { Deps } from '../deps'
import { classOf } from '../training/class-of'
import { classVideos } from './class-videos'
import { askDisposal, confirmDisposal, withdrawDisposal } from './dispose'
import { addRule, endHold, holdVideos, settleClass } from './keep-rules'
import { lessonVideos } from './lesson-videos'
import { listFiles } from './list-files'
import { lessonFile, roomyDisk, TusClient, videosOf } from './media.fixture'
import { mediaState } from './media-state'
import { keyOf } from './object-store'
import { openVideo } from './read-video'

const clockAt = (day: string) => ({ ms: Date.parse(`${day}T12:00:00+08:00`), now: () => 0 })

async function kept() {
  const clock = clockAt('2026-11-26')
  clock.now = () => clock.ms
  const app = await openApp({}, clock, { disk: roomyDisk })
  const { deps } = app
  const { hr, opened, me } = await app.openedClass()
  const [course] = await deps.store.read.select().from(deps.store.t.planCourse)
  await new TusClient(hr).send(opened.id, lessonFile(), {
    course: course?.key ?? '',
    lesson: { key: 'l-1', title: '第一节' },
  })
  const [file] = await deps.store.read.select().from(deps.store.t.mediaFile)
  const actor = (member: string, role: Actor['role'] = 'manager'): Actor => ({
    ...{ member, login: member, name: member, role, organisation: me.organisation.id },
    ...{ kind: 'institution', organisationName: '' },
  })
  return {
    ...app,
    clock,
    hr,
    course: course?.key ?? '',
    class: opened.id,
    file: file?.id ?? '',
    path: deps.media.folder.path(keyOf(file ?? { organisation: '', sha256: '' })),
    ask: () => askDisposal(deps, actor('clerk', 'hr'), { files: [file?.id ?? ''], reason: '留存期满' }),
    ...claims(deps, opened.id, me.organisation.id),
    head: actor('head'),
    clerk: actor('clerk', 'hr'),
    goTo: (day: string) => {
      clock.ms = Date.parse(`${day}T12:00:00+08:00`)
    },
    row: async () => (await listFiles(deps, actor('head'), { page: 1, size: 50, search: '', filter: '' })).rows[0],
  }
}
const there = existsSync

/** Claims of a class as the claims' room writes them down. */
const claims = ({ store }: Deps, of: string, organisation: string) => {
  const { t, tx } = store
  return {
    claim: (id: string, seats: readonly string[]) =>
      tx(async (q) => {
        const about = { id, number: id, title: '', version: 1, rateTable: '', day: '', status: 'handed-in' }
        await q
          .insert(t.subsidyClaim)
          .values({ ...about, organisation, onBehalf: 0, savedAt: 1, by: 'clerk', createdAt: 1 })
        await q.insert(t.claimClass).values({ claim: id, class: of, position: 0, trade: '' })
        for (const seat of seats) await q.insert(t.claimSeat).values({ claim: id, seat })
      }),
    decide: (claim: string, kind: 'paid' | 'refused', day: string) =>
      tx(async (q) => {
        await q.update(t.subsidyClaim).set({ status: kind }).where(eq(t.subsidyClaim.id, claim))
        const event = { id: `${claim}-${kind}`, claim, version: 1, kind, day, number: '', remark: '' }
        await q.insert(t.claimEvent).values({ ...event, by: 'clerk', at: 1 })
      }),
  }
}

describe('a kept lecture video', () => {
  it('cannot go while the subsidy is open, within three years of its end, under a longer rule, or under a hold', async () => {
    const { deps, head, ask, goTo, class: id } = await kept()
    goTo('2060-01-01')
    await expect(ask()).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('还没有全部拨付') })
    goTo('2026-11-26')
    await settleClass(deps, head, id, { how: 'settled', day: '2026-11-20', note: '已拨付' })
    await expect(ask()).rejects.toThrow('2029-11-20')
    goTo('2029-11-20')
    await expect(ask()).rejects.toThrow('2029-11-20')
    goTo('2029-11-21')
    await addRule(deps, head, { title: '档案规定', source: '本单位', from: '2029-01-01', years: 6 })
    await expect(ask()).rejects.toThrow('档案规定，留存至 2032-11-20')
    goTo('2032-11-21')
    await holdVideos(deps, head, { class: id, reason: '审计' })
    await expect(ask()).rejects.toThrow('暂停销毁')
    const [hold] = await deps.store.read.select().from(deps.store.t.mediaHold)
    await endHold(deps, head, hold?.id ?? '', '审计结束')
    await expect(ask()).resolves.toBeTypeOf('string')
    // Open again: another claim for the rest of the class.
    await settleClass(deps, head, id, { how: 'open', note: '其余人员再次申报' })
    await expect(ask()).rejects.toThrow('还没有全部拨付')
  })

  it('is kept while a claim of its class is undecided, whatever was said, and from the day of the last decision', async () => {
    const { deps, head, class: id, claim, decide, ask, goTo } = await kept()
    await settleClass(deps, head, id, { how: 'settled', day: '2020-01-01', note: '误登记' })
    await claim('2026-001', [])
    goTo('2060-01-01')
    await expect(ask()).rejects.toThrow('还没有全部拨付')
    await decide('2026-001', 'paid', '2026-11-26')
    goTo('2029-11-26')
    await expect(ask()).rejects.toThrow('2029-11-26')
    goTo('2029-11-27')
    await expect(ask()).resolves.toBeTypeOf('string')
  })

  it('needs nobody’s word where claims of the whole roster are decided: the last of their days counts', async () => {
    const { deps, head, class: id, claim, decide, ask, goTo } = await kept()
    const seats = await deps.store.read.select({ id: deps.store.t.seat.id }).from(deps.store.t.seat)
    const [first, ...others] = seats.map((seat) => seat.id)
    await claim('2026-001', [first ?? ''])
    await decide('2026-001', 'paid', '2026-11-20')
    goTo('2060-01-01')
    // Of the others nobody knows yet.
    await expect(ask()).rejects.toThrow('还没有全部拨付')
    await claim('2026-002', others)
    await expect(ask()).rejects.toThrow('还没有全部拨付')
    await decide('2026-002', 'refused', '2027-01-15')
    expect((await classVideos(deps, head, id)).retention).toMatchObject({
      ...{ state: 'over', last: '2030-01-15' },
      claimed: { numbers: ['2026-001', '2026-002'], last: '2027-01-15', open: false, everybody: true },
    })
    goTo('2030-01-15')
    await expect(ask()).rejects.toThrow('2030-01-15')
    await settleClass(deps, head, id, { how: 'settled', day: '2028-03-01', note: '外地另行申报的也已拨付' })
    goTo('2030-01-16')
    await expect(ask()).rejects.toThrow('2031-03-01')
    goTo('2031-03-02')
    await expect(ask()).resolves.toBeTypeOf('string')
  })

  it('goes only when another person confirms, and leaves its name, hash and lesson behind', async () => {
    const { deps, head, clerk, ask, goTo, class: id, path, file } = await kept()
    await settleClass(deps, head, id, { how: 'settled', day: '2020-01-01', note: '已拨付' })
    goTo('2030-01-01')
    const asked = await ask()
    await expect(confirmDisposal(deps, clerk, asked)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(confirmDisposal(deps, { ...clerk, role: 'manager' }, asked)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(there(path)).toBe(true)
    await confirmDisposal(deps, head, asked)
    expect(there(path)).toBe(false)
    const [lesson] = (await classVideos(deps, head, id)).lessons
    expect(lesson).toMatchObject({ met: 'own', statements: [{ file: { state: 'gone', sha256: expect.any(String) } }] })
    await expect(openVideo(deps, head.organisation, file)).rejects.toThrow('已按规定销毁')
    expect((await mediaState(deps, head)).disposals).toMatchObject([{ state: 'done', by: 'clerk', endedBy: 'head' }])
    await expect(confirmDisposal(deps, head, asked)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('stays when the request is withdrawn, and when a hold came between asking and confirming', async () => {
    const { deps, head, ask, goTo, class: id, path } = await kept()
    await settleClass(deps, head, id, { how: 'settled', day: '2020-01-01', note: '已拨付' })
    goTo('2030-01-01')
    const first = await ask()
    await withdrawDisposal(deps, head, first)
    await expect(confirmDisposal(deps, head, first)).rejects.toMatchObject({ code: 'conflict' })
    const second = await ask()
    await holdVideos(deps, head, { reason: '纪检' })
    await expect(confirmDisposal(deps, head, second)).rejects.toThrow('暂停销毁')
    expect(there(path)).toBe(true)
  })

  it('that was confirmed and not deleted when the server died is deleted when it starts', async () => {
    const { deps, head, ask, goTo, class: id, path } = await kept()
    await settleClass(deps, head, id, { how: 'settled', day: '2020-01-01', note: '已拨付' })
    goTo('2030-01-01')
    const asked = await ask()
    const remove = deps.media.folder.remove.bind(deps.media.folder)
    deps.media.folder.remove = async () => {
      throw new Error('killed here')
    }
    await confirmDisposal(deps, head, asked)
    expect((await mediaState(deps, head)).disposals).toMatchObject([{ state: 'confirmed' }])
    expect(there(path)).toBe(true)
    deps.media.folder.remove = remove
    await deps.media.start()
    expect(there(path)).toBe(false)
    expect((await mediaState(deps, head)).disposals).toMatchObject([{ state: 'done' }])
  })

  it('is found missing or changed by a check, stands for nothing then, and is healed by the same file', async () => {
    const { deps, hr, class: id, path, course, row } = await kept()
    const check = async () => {
      const { job } = await (await hr.call('POST', '/api/media/check', {})).json()
      let state = 'running'
      while (state === 'running') {
        await breath()
        ;({ state } = await (await hr.get(`/api/jobs/${job}`)).json())
      }
      return state
    }
    writeFileSync(path, 'changed')
    expect(await check()).toBe('done')
    expect((await row())?.state).toBe('differs')
    rmSync(path)
    await check()
    expect((await row())?.state).toBe('missing')
    const trained = await classOf(deps.store, id)
    expect(await lessonVideos(deps, trained)).toMatchObject([{ how: 'none', lessonTitle: '第一节', files: [] }])
    await new TusClient(hr).send(id, lessonFile(), { course, lesson: { key: 'l-1', title: '第一节' } })
    expect(await row()).toMatchObject({ state: 'ok', place: 'folder' })
    expect(await lessonVideos(deps, trained)).toMatchObject([{ how: 'file', files: [{ seconds: 60 }] }])
    await check()
    expect((await row())?.state).toBe('ok')
  })
})

describe('what stands for a video', () => {
  it('of a whole course covers its lessons, until it is withdrawn', async () => {
    const { deps, hr, class: id, course } = await kept()
    const evidence = (await (await hr.call('POST', '/api/evidence', new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).json())
      .hash
    const trained = await classOf(deps.store, id)
    const [first] = (await videosOf(hr, id)).lessons
    await hr.call('POST', `/api/videos/${first?.statements[0]?.id}/end`, { reason: '登记错了' })
    // The lesson came from that statement alone; nothing speaks for the course now.
    expect(await lessonVideos(deps, trained)).toMatchObject([{ course, how: 'none' }])
    const reference = { id: 'c-1', url: 'https://px.class.com.cn/c-1', seconds: 86_400 }
    expect((await hr.call('POST', `/api/classes/${id}/videos`, { how: 'waiver', course, evidence })).status).toBe(400)
    expect(
      (await hr.call('POST', `/api/classes/${id}/videos`, { how: 'waiver', course, evidence, reference })).status,
    ).toBe(200)
    expect(await lessonVideos(deps, trained)).toMatchObject([{ course, how: 'waiver', evidence, reference }])
    await hr.call('POST', `/api/classes/${id}/videos`, { how: 'undertaking', course, evidence })
    expect(await lessonVideos(deps, trained)).toMatchObject([{ course, how: 'undertaking', evidence }])
  })
  it('is refused without a paper that was uploaded, and for a course of another plan', async () => {
    const { hr, class: id, course } = await kept()
    const none = { how: 'undertaking', course, evidence: '0'.repeat(64) }
    expect((await hr.call('POST', `/api/classes/${id}/videos`, none)).status).toBe(400)
    const evidence = (await (await hr.call('POST', '/api/evidence', new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).json())
      .hash
    const other = { how: 'undertaking', course: 'of-another', evidence }
    expect((await hr.call('POST', `/api/classes/${id}/videos`, other)).status).toBe(400)
  })
})

it('plays by stretches, and is audited once when it is opened', async () => {
  const { deps, hr, file } = await kept()
  const whole = await hr.get(`/api/media/files/${file}`)
  expect(whole.headers.get('content-type')).toBe('video/mp4')
  expect(Buffer.from(await whole.arrayBuffer()).equals(Buffer.from(lessonFile()))).toBe(true)
  for (const [range, status, content] of [
    ['bytes=100-199', 206, 'bytes 100-199/146402'],
    ['bytes=146400-', 206, 'bytes 146400-146401/146402'],
    ['bytes=-2', 206, 'bytes 146400-146401/146402'],
    ['bytes=200000-', 416, 'bytes */146402'],
  ] as const) {
    const part = await hr.call('GET', `/api/media/files/${file}`, undefined, { range })
    expect([part.status, part.headers.get('content-range')], range).toEqual([status, content])
    await part.arrayBuffer()
  }
  const { t, read } = deps.store
  expect((await read.select().from(t.audit)).filter(({ action }) => action === 'video.show')).toHaveLength(1)
})

it('answers the list and the state by their schemas', async () => {
  const { hr, clock } = await kept()
  const state: MediaState = await (await hr.get('/api/media')).json()
  expect(state).toMatchObject({ place: 'folder', files: 1, bytes: 146_402, faulty: 0, waiting: 0 })
  const page: v.InferOutput<typeof filesPage> = await (await hr.get('/api/media/files?search=第一&filter=over')).json()
  expect(page).toMatchObject({ rows: [], total: 0 })
  const all = await (await hr.get('/api/media/files?sort=bytes&order=up')).json()
  expect(all.rows).toMatchObject([{ retention: 'not-settled', place: 'folder', at: clock.ms }])
})
