import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { openBureau } from '../bureau.fixture'
import { addDesignation, designationTemplate, importDesignations } from './designations'
import { endEntry } from './end-entry'
import { addPlatform, addRecommended } from './platforms'
import { type RegisterAsked, registerProblems } from './register-problems'

async function office() {
  const bureau = await openBureau()
  const { deps, organisation } = bureau
  const { read, t } = deps.store
  const [manager, hr, firm] = [await bureau.member('manager'), await bureau.member('hr'), await bureau.firm('示范学校')]
  const asked: RegisterAsked = {
    ...{ firm, kind: 'institution', creditCode: '91110000600037341L', name: '示范学校', occupation: '养老护理员' },
    ...{ level: '五级/初级工', hosts: ['study.example.cn'], from: '2026-12-01', to: '2026-12-31' },
  }
  const platform = {
    ...{ firm: '', name: '学习平台', host: 'example.cn', kind: 'third-party' as const, source: '批复' },
    ...{ documents: [], from: '2026-01-01', to: '2026-12-31' },
  }
  const designation = {
    ...{ name: '示范学校', creditCode: '91110000600037341L', batch: '第一批', source: '通知' },
    ...{ occupations: [{ name: '养老护理员', levels: ['五级'] }], from: '2026-01-01', to: '2026-12-31' },
  }
  return {
    ...{ ...bureau, manager, hr, platform, designation, firmId: firm },
    codes: async (more: Partial<RegisterAsked> = {}) =>
      (await registerProblems(read, deps.store, organisation, { ...asked, ...more })).map(({ code }) => code),
    /** Which hosts of these something stands against, each by itself. */
    hosts: async (of: string[]) =>
      (await registerProblems(read, deps.store, organisation, { ...asked, hosts: of })).map(({ host }) => host),
    rows: {
      designations: () => read.select().from(t.bureauDesignation),
      platforms: () => read.select().from(t.bureauPlatform),
    },
  }
}

describe('the register', () => {
  it('has nothing against a designated institution on an agreed platform, and says what is wrong otherwise', async () => {
    const { deps, hr, codes, hosts, platform, designation, close } = await office()
    expect(await codes()).toEqual(['not-designated', 'platform-not-agreed'])
    await addPlatform(deps, hr, platform)
    await addDesignation(deps, hr, designation)
    expect(await codes()).toEqual([])
    expect(await codes({ level: '三级/高级工' })).toEqual(['occupation-not-permitted'])
    expect(await codes({ occupation: '育婴员' })).toEqual(['occupation-not-permitted'])
    expect(await codes({ creditCode: '91350211M0000XUF46' })).toEqual(['not-designated'])
    expect(await codes({ hosts: ['notexample.cn'] })).toEqual(['platform-not-agreed'])
    expect(await hosts(['a.cn', 'px.a.cn', 'study.example.cn'])).toEqual(['a.cn', 'px.a.cn'])
    expect(await codes({ from: '2025-12-31' })).toEqual(['not-designated', 'platform-not-agreed'])
    expect(await codes({ to: '2027-01-05' })).toEqual(['designation-ends', 'platform-ends'])
    expect(await codes({ kind: 'enterprise', creditCode: '' })).toEqual([])
    await close()
  })

  it('agrees to a platform for one 单位 alone where it says so', async () => {
    const { deps, hr, codes, platform, firmId, firm, close } = await office()
    await addPlatform(deps, hr, { ...platform, firm: firmId })
    expect(await codes({ kind: 'enterprise' })).toEqual([])
    expect(await codes({ kind: 'enterprise', firm: await firm('另一家') })).toEqual(['platform-not-agreed'])
    await close()
  })

  it('knows a designation or platform no more from the day a manager ended it', async () => {
    const { deps, hr, manager, codes, platform, designation, rows, close } = await office()
    await addPlatform(deps, hr, platform)
    await addDesignation(deps, hr, designation)
    const [[p], [d]] = [await rows.platforms(), await rows.designations()]
    await expect(
      endEntry(deps, hr, 'platform', p?.id ?? '', { day: '2026-12-01', reason: '违规' }),
    ).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await endEntry(deps, manager, 'platform', p?.id ?? '', { day: '2026-12-01', reason: '停止服务' })
    await endEntry(deps, manager, 'designation', d?.id ?? '', { day: '2026-12-15', reason: '取消定点资格' })
    expect(await codes()).toEqual(['designation-ends', 'platform-not-agreed'])
    expect(await codes({ from: '2026-11-30', to: '2026-11-30' })).toEqual([])
    await expect(
      endEntry(deps, manager, 'designation', p?.id ?? '', { day: '2026-12-15', reason: '' }),
    ).rejects.toMatchObject({
      code: 'not-found',
    })
    await close()
  })

  it('takes the seven platforms of the notice once', async () => {
    const { deps, hr, rows, close } = await office()
    expect(await addRecommended(deps, hr)).toEqual({ added: 7 })
    expect(await addRecommended(deps, hr)).toEqual({ added: 0 })
    expect((await rows.platforms()).every(({ kind, from }) => kind === 'recommended' && from === '2020-02-20')).toBe(
      true,
    )
    await close()
  })
})

describe('a list of 定点培训机构', () => {
  const head = ['序号', '培训机构名称', '统一社会信用代码', '批次', '文号', '培训工种', '等级', '有效期起', '有效期止']
  const sheet = async (...rows: (string | number)[][]) =>
    new Uint8Array(await writeXlsx({ sheets: [{ name: '第一批', rows: [['定点培训机构名单'], head, ...rows] }] }))

  it('is read by its headings, occupations of one institution joined, and the same again adds nothing', async () => {
    const { deps, hr, rows, close } = await office()
    const file = await sheet(
      [
        1,
        '示范学校',
        '91110000600037341L',
        '第一批',
        '绥人社〔2026〕1号',
        '养老护理员',
        '五级、四级',
        '2026-01-01',
        '2027-12-31',
      ],
      [2, '示范学校', '91110000600037341L', '第一批', '绥人社〔2026〕1号', '育婴员', '', '2026-01-01', '2027-12-31'],
    )
    expect(await importDesignations(deps, hr, file)).toEqual({ added: 1, known: 0 })
    expect(await importDesignations(deps, hr, file)).toEqual({ added: 0, known: 1 })
    const [row] = await rows.designations()
    expect(JSON.parse(row?.occupations ?? '')).toEqual([
      { name: '养老护理员', levels: ['五级', '四级'] },
      { name: '育婴员', levels: [] },
    ])
    await close()
  })

  it('with a wrong cell is not taken at all, and says where it is wrong', async () => {
    const { deps, hr, rows, close } = await office()
    const file = await sheet(
      [1, '示范学校', '91110000600037341L', '第一批', '', '', '', '2026-01-01', ''],
      [2, '坏学校', '12', '第一批', '', '', '', '去年', ''],
      [3, '又一所', '91350211M0000XUF46', '', '', '', '', '2026-01-01', ''],
    )
    await expect(importDesignations(deps, hr, file)).rejects.toMatchObject({
      code: 'roster-refused',
      places: [
        { sheet: '第一批', row: 4, cell: 'C4', column: '统一社会信用代码' },
        { sheet: '第一批', row: 5, cell: 'D5', column: '批次' },
      ],
    })
    expect(await rows.designations()).toEqual([])
    await close()
  })

  it('is read from its own template, whose example is left out', async () => {
    const { deps, hr, close } = await office()
    const template = await designationTemplate(hr)
    await expect(importDesignations(deps, hr, template)).rejects.toMatchObject({ code: 'roster-refused' })
    await close()
  })
})
