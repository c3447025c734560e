import { describe, expect, it } from 'vitest'
import type { Actor } from './access/actor'
import { Jobs, type Say } from './jobs'
import { Refused } from './ledger/accept'

const actor: Actor = {
  ...{ member: 'm', login: 'l', name: 'n', role: 'hr' },
  organisation: 'o',
  kind: 'enterprise',
  organisationName: '',
}
const work = { remove: async () => undefined }
const made = { file: new Uint8Array([1, 2, 3]), name: 'a.zip', type: 'application/zip' }
const ended = async (jobs: Jobs, id: string) => {
  while (jobs.of(actor, id).state === 'running') await Promise.resolve()
  return jobs.of(actor, id)
}

describe('long work', () => {
  it('says its step and count while it runs, and then what it made', async () => {
    const jobs = new Jobs({ now: () => 5 }, work)
    let go = (): void => undefined
    const until = new Promise<void>((resolve) => {
      go = resolve
    })
    let say: Say = () => undefined
    const id = jobs.start(actor, '准备', async (tell) => {
      say = tell
      await until
      return made
    })
    say('读取学习记录', 3, 20)
    expect(jobs.of(actor, id)).toMatchObject({ state: 'running', step: '读取学习记录', done: 3, all: 20, startedAt: 5 })
    expect(() => jobs.file(actor, id)).toThrow('重新生成')
    go()
    expect(await ended(jobs, id)).toMatchObject({ state: 'done', name: 'a.zip', bytes: 3 })
    expect(jobs.file(actor, id)).toBe(made)
  })

  it('may make no file: it is done without one, and pushes out nobody else’s', async () => {
    const jobs = new Jobs({ now: () => 5 }, work)
    const file = jobs.start(actor, '准备', async () => made)
    await ended(jobs, file)
    for (let i = 0; i < 7; i++) {
      const id = jobs.start(actor, '核算', async () => undefined)
      expect(await ended(jobs, id)).toEqual({ id, state: 'done', step: '核算', done: 0, all: 0, startedAt: 5 })
      expect(() => jobs.file(actor, id)).toThrow('重新生成')
    }
    expect(jobs.file(actor, file)).toBe(made)
  })

  it('keeps the server’s words where it fails, and nothing else of what went wrong', async () => {
    const jobs = new Jobs({ now: () => 5 }, work)
    const refused = jobs.start(actor, '准备', () => Promise.reject(new Refused('conflict', '名册是空的，请先导入')))
    expect((await ended(jobs, refused)).problem).toEqual({ code: 'conflict', message: '名册是空的，请先导入' })
  })

  it('has ended when the server has stopped: at its next step, and none begins after it', async () => {
    const jobs = new Jobs({ now: () => 5 }, work)
    let go = (): void => undefined
    const until = new Promise<void>((resolve) => {
      go = resolve
    })
    let reached = false
    const ended: string[] = []
    const id = jobs.start(actor, '准备', async (say) => {
      await until
      ended.push('the work')
      say('压缩', 0, 0)
      reached = true
      return made
    })
    const closing = jobs.close().then(() => ended.push('closing'))
    go()
    await closing
    expect(ended).toEqual(['the work', 'closing'])
    expect(reached).toBe(false)
    expect(jobs.of(actor, id)).toMatchObject({
      state: 'failed',
      problem: { message: expect.stringContaining('正在停止') },
    })
    expect(() => jobs.start(actor, '准备', async () => made)).toThrow('正在停止')
  })

  it('is nobody else’s', async () => {
    const jobs = new Jobs({ now: () => 5 }, work)
    const id = jobs.start(actor, '准备', async () => made)
    expect(() => jobs.of({ ...actor, organisation: 'other' }, id)).toThrow('没有这项任务')
    expect(() => jobs.file({ ...actor, organisation: 'other' }, id)).toThrow('没有这项任务')
  })

  it('keeps the files of few, and of the last hour', async () => {
    const clock = { ms: 0, now: () => clock.ms }
    const jobs = new Jobs(clock, work)
    const ids = Array.from({ length: 7 }, () => jobs.start(actor, '准备', async () => made))
    for (const id of ids) await ended(jobs, id)
    await ended(
      jobs,
      jobs.start(actor, '准备', async () => made),
    )
    const last = ids.at(-1) ?? ''
    expect(() => jobs.of(actor, ids[0] ?? '')).toThrow()
    expect(jobs.file(actor, last)).toBe(made)
    clock.ms = 3_600_001
    jobs.start(actor, '准备', async () => made)
    expect(() => jobs.of(actor, last)).toThrow()
  })
})
