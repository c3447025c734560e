import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardLive } from '../../shared/api/board'
import { inventedId } from '../../test/support/hr'
import { School } from '../claim/school.fixture'
import { Live } from './live'

let school: School
let classId: string
let codes: string[]
beforeAll(async () => {
  school = await School.open()
  const opened = await school.openClass([1, 2, 3].map((n) => ({ name: `学员${n}`, id: inventedId(n) })))
  classId = opened.id
  codes = opened.codes
})
afterAll(() => school.close())

/** Events of a stream as they come. */
async function* eventsOf(response: Response): AsyncGenerator<BoardLive> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const part of response.body ?? []) {
    const blocks = (rest + decoder.decode(part, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, data] = /^event: live\ndata: (.+)$/.exec(block) ?? []
      if (data !== undefined) yield JSON.parse(data)
    }
  }
}
const opened = async () => {
  await school.hr.signIn()
  const response = await school.hr.get(`/api/classes/${classId}/board/live`)
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  return eventsOf(response)
}
const next = async (events: AsyncGenerator<BoardLive>) => (await events.next()).value ?? expect.fail('the line ended')

describe('the line of a class board', () => {
  it('says at once how the class stands, and who studies as soon as their records are folded', async () => {
    const events = await opened()
    expect(await next(events)).toMatchObject({ studying: [], studyingNow: 0, signedInToday: 0 })
    const pupil = await school.join(classId, codes[0] ?? '')
    await school.hour(pupil)
    for (let now = await next(events); ; now = await next(events)) {
      if (now.studyingNow === 0) continue
      expect(now).toMatchObject({ studying: [{ name: '学员1', lesson: '第一节 老年人生活照料' }], signedInToday: 1 })
      break
    }
    await events.return(undefined)
  })

  it('changes its version when hours change, and keeps it when nothing does', async () => {
    const live = new Live(school.deps.store, school.clock, 1e9)
    const told: BoardLive[] = []
    let still = 0
    const stop = await live.watch(classId, { next: (now) => told.push(now), still: () => still++, end: () => {} })
    await live.look()
    await live.look()
    expect(new Set(told.map(({ version }) => version)).size).toBe(1)
    expect(still).toBeGreaterThan(0)
    await school.hour(await school.join(classId, codes[1] ?? ''))
    await school.deps.deriver.settle()
    await live.look()
    expect(new Set(told.map(({ version }) => version)).size).toBe(2)
    stop()
    await live.look()
    expect(told.at(-1)?.studyingNow).toBe(1)
    await live.close()
  })

  it('tells what another node took: it looks itself, whoever folded', async () => {
    const other = new Live(school.deps.store, school.clock, 20)
    let heard: (now: BoardLive) => void = () => {}
    const third = new Promise<BoardLive>((resolve) => {
      heard = (now) => now.studying.some(({ name }) => name === '学员3') && resolve(now)
    })
    const stop = await other.watch(classId, { next: (now) => heard(now), still: () => {}, end: () => {} })
    await school.hour(await school.join(classId, codes[2] ?? ''))
    await school.deps.deriver.settle()
    expect((await third).studying.map(({ name }) => name)).toContain('学员3')
    stop()
    await other.close()
  })

  it('keeps nobody whom it could not tell anything', async () => {
    const { deps } = school
    const away = {
      ...deps.store,
      get read(): typeof deps.store.read {
        throw new Error('the database is away')
      },
    }
    const live = new Live(away, school.clock, 1e9)
    const never = () => expect.fail('was told')
    await expect(live.watch(classId, { next: never, still: never, end: never })).rejects.toThrow('away')
    expect(live.size).toBe(0)
    await live.close()
  })

  it('ends when the server stops, so that nothing waits for it', async () => {
    const events = await opened()
    await next(events)
    await school.deps.live.close()
    let last = await events.next()
    while (!last.done) last = await events.next()
    expect(school.deps.live.size).toBe(0)
  })
})
