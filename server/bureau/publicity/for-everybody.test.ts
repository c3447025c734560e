import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { writeXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { guangdong } from '../../../shared/claim/rates/guangdong-2020@1'
import type { Actor } from '../../access/actor'
import { listPublicPeople } from '../../lists/public-people'
import { type Asked, openBureau } from '../bureau.fixture'
import { manualColumns } from '../review/manual/columns'
import { importManual } from '../review/manual/import-manual'
import { noticeOf, runningNotices } from './notices'
import { publish } from './publish'
import { publicStandards } from './standard'

const notice = { title: '公示', standard: '按文件', phone: '1', place: '一楼', days: 5 }

let at: Awaited<ReturnType<typeof openBureau>>
let hr: Actor
beforeAll(async () => {
  at = await openBureau()
  hr = await at.member('hr')
})
afterAll(() => at.close())

const rowsOf = async (...claims: string[]) => {
  const id = await publish(at.deps, hr, { ...notice, claims })
  return (await listPublicPeople(at.deps, hr, id, { page: 1, size: 50, search: '', filter: '' })).rows
}
const agreed = async (change: Partial<Asked>, firm = '示范学校') =>
  at.claim(await at.firm(firm), [{ ...at.someone(1), ...change }], { status: 'agreed' })

describe('补贴标准 on the list', () => {
  it('is that of the bureau’s own table for a claim by hand, never a row of its workbook', async () => {
    const { t, tx } = at.deps.store
    const table = { ...guangdong, id: 'own-1', standard: [{ kind: 'hour', amount: '25', of: 'all' }] }
    await tx((q) =>
      q.insert(t.rateTable).values({
        ...{ organisation: at.organisation, id: 'own-1', version: 1, body: JSON.stringify(table) },
        ...{ by: hr.member, at: 1 },
      }),
    )
    const row: Record<string, string> = {
      ...{
        姓名: '学员甲',
        身份证号: at.someone(9).idNumber,
        培训班: '一班',
        '职业（工种）': '家政服务员',
        等级: '五级',
      },
      ...{ 开班日期: '2026-03-02', 结业日期: '2026-03-20', 线上学时: '20', 是否完成培训: '是', 考核是否合格: '是' },
      '申请金额（元）': '500',
    }
    const titles = manualColumns.map(({ title }) => title)
    const book = await writeXlsx({
      sheets: [{ name: '手工申报', rows: [titles, titles.map((title) => row[title] ?? null)] }],
    })
    const request = {
      ...({ dry: '0', claim: '', firm: '', firmName: '家政公司', firmKind: 'enterprise', creditCode: '' } as const),
      ...{ title: '三月班', theirNumber: '', rateTable: 'own-1', accountName: '家政公司', accountBank: '农行' },
      ...{ accountNumber: '6228 4800', fileName: '申报.xlsx' },
    }
    const { claim } = await importManual(at.deps, hr, request, book)
    await tx((q) => q.update(t.bureauClaim).set({ status: 'agreed' }))
    expect((await rowsOf(claim ?? '')).map(({ standard }) => standard)).toEqual(['25.00 元/课时'])
  })

  it('is what the notice says where a table is unknown here or has none; with 上浮 it is said whole', () => {
    const raised = { ...guangdong, id: 'own-2', online: { factor: 1300 } }
    const standardOf = publicStandards([raised, { ...guangdong, id: 'own-3', standard: [] }])
    const said = ['own-2@1', 'own-3@1', 'theirs@1', null].map((rateTable) => standardOf({ rateTable }))
    expect(said).toEqual([
      '30.00 元/课时，按线上课时占总课时的比例上浮至 130%',
      ...['按审核认定的标准', '按审核认定的标准', '按审核认定的标准'],
    ])
  })
})

describe('what may not be said of somebody', () => {
  it.each([
    ['工种', { occupation: '家政服务员（脱贫劳动力班）' }],
    ['工种', { occupation: '保健按摩师（残 疾）' }],
    ['等级', { level: '五级(低保家庭)' }],
    ['姓名', { name: '王晓明（残疾人）' }],
  ])('is refused in a %s, whoever wrote it: %o', async (field, change) => {
    const publishing = rowsOf(await agreed(change))
    await expect(publishing).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining(field) })
    await expect(publishing).rejects.toThrow('第一期 001')
  })

  it('is refused in the line with the telephone too', async () => {
    const claims = [await agreed({})]
    const phone = '残疾人培训专线 0455-1'
    await expect(publish(at.deps, hr, { ...notice, claims, phone })).rejects.toMatchObject({ code: 'bad-request' })
  })

  it('is said neither by the title above the names nor by the bureau’s own name, and one that was changed since is not shown', async () => {
    const claims = [await agreed({})]
    const put = (actor: Actor, title: string) => publish(at.deps, actor, { ...notice, title, claims })
    await expect(put(hr, '低保家庭培训公示')).rejects.toThrow('公示标题里有“低保”')
    const renamed = { ...hr, organisationName: '绥化市残疾人就业服务中心' }
    await expect(put(renamed, '公示')).rejects.toThrow('本局名称里有“残疾')
    const id = await put(hr, '公示')
    const { organisation } = at.deps.store.t
    const call = (name: string) =>
      at.deps.store.tx((q) => q.update(organisation).set({ name }).where(eq(organisation.id, at.organisation)))
    await call(renamed.organisationName)
    onTestFinished(async () => void (await call(hr.organisationName)))
    expect((await noticeOf(at.deps, id)).bureau).toBe('（单位名称不公示）')
    expect((await runningNotices(at.deps)).map(({ bureau }) => bureau)).not.toContain(renamed.organisationName)
  })

  it('is not said by the name of a 单位 either: it is left out, and the rest is published', async () => {
    const rows = await rowsOf(await agreed({ name: randomUUID().slice(0, 4) }, '绥化市残疾人职业培训学校'))
    expect(rows.map(({ firm }) => firm)).toEqual(['（单位名称不公示）'])
  })
})
