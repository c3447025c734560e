import { afterAll, beforeAll, expect, it } from 'vitest'
import { inventedId } from '../../../test/support/hr'
import { onPostgres } from '../../db/each-database'
import { computer, MINUTE, MORNING, openAcross, played } from './across.fixture'
import { listBureauFindings } from './list-findings'

onPostgres('claims against claims', ({ open, url }) => {
  let bureau: Awaited<ReturnType<typeof openAcross>>
  beforeAll(async () => {
    await (await open()).close()
    bureau = await openAcross({}, undefined, { databaseUrl: url() })
  })
  afterAll(() => bureau.close())

  it('finds the same as on SQLite: time, device, copy, habits and level between two claims', async () => {
    const device = computer()
    const days = (from: number) =>
      Array.from({ length: 8 }, (_, n) => played(from + n * 24 * 60 * MINUTE, (40 + n * 3) * MINUTE, 100 * n))
    const who = { name: '学员1', idNumber: inventedId(1) }
    const other = { name: '学员2', idNumber: inventedId(2) }
    const first = await bureau.received(await bureau.firm('甲校'), [{ ...who, device, lessons: days(MORNING) }])
    const second = await bureau.received(await bureau.firm('乙校'), [
      { ...who, device, lessons: [played(MORNING, 30 * MINUTE, 7)] },
      { ...other, lessons: days(MORNING + 3 * 60 * MINUTE) },
    ])
    expect(await bureau.findings(first)).toEqual([])
    expect((await bureau.findings(second)).map(({ code }) => code)).toEqual([
      'level-again',
      'record-copied',
      'time-twice',
      'device-two-firms',
      'regular-two-claims',
      'person-twice',
    ])
    const query = { page: 1, size: 10, search: '学员2', filter: '' } as const
    const page = await listBureauFindings(bureau.deps, await bureau.member('hr'), second, query)
    expect(page).toMatchObject({ total: 2, counts: { serious: 3, check: 2, note: 1 } })
    await bureau.take(second, 1, [{ ...who, lessons: [played(MORNING, 30 * MINUTE, 7)] }])
    expect((await bureau.findings(second)).map(({ code }) => code)).toEqual([
      'level-again',
      'time-twice',
      'person-twice',
    ])
  })
})
