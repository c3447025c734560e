import { expect, it } from 'vitest'
import type { AuditPage } from '../../shared/api/access'
import { actionWords, auditActions } from '../../shared/api/audit-actions'
import { unzipped } from '../claim/school.fixture'
import { opened } from './access.fixture'
import { detailWords } from './audit-details'

it('every action that the audit takes has words in Chinese', () => {
  for (const words of Object.values(auditActions)) expect(words).toMatch(/[\u4e00-\u9fff]/)
  expect(actionWords('bureau.review')).toBe('bureau.review')
  expect(detailWords({ people: 3, settled: true, note: '', role: 'auditor' })).toBe('人数：3；已核实：是；角色：审计')
})

it('is read page by page, by person, action and day, and exported, by those it is for', async () => {
  const { admin, json, joined, clock, refused, openClass, signIn } = await many()
  const first = await json<AuditPage>(admin, 'GET', '/api/audit')
  expect(first).toMatchObject({ page: 0, size: 50, rows: { length: 50 } })
  const second = await json<AuditPage>(admin, 'GET', '/api/audit?page=1')
  expect(first.rows.length + second.rows.length).toBe(first.all)
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(first.all)
  const opens = await json<AuditPage>(admin, 'GET', '/api/audit?action=class.open')
  expect(opens.rows.map(({ action, person, subject }) => [action, person, subject])).toEqual(
    Array.from({ length: 55 }, (_, i) => ['开班', '王老师（admin）', `第${55 - i}期`]).slice(0, 50),
  )
  const { one } = await joined('shen', 'auditor')
  const { people } = await json<AuditPage>(one, 'GET', '/api/audit')
  const shen = people.find(({ name }) => name === 'shen老师（shen）')?.id
  const { rows } = await json<AuditPage>(one, 'GET', `/api/audit?person=${shen}`)
  expect(rows.map(({ action }) => action).sort()).toEqual(['接受邀请', '登录'])
  const day = (text: string) => json<AuditPage>(one, 'GET', `/api/audit?action=class.open&from=${text}&to=${text}`)
  expect([(await day('2026-11-23')).all, (await day('2026-11-24')).all]).toEqual([55, 0])
  clock.pass(86_400_000 - 10 * 3_600_000)
  await signIn(admin, 'admin')
  await openClass(56)
  expect((await json<AuditPage>(admin, 'GET', '/api/audit?action=class.open&from=2026-11-24')).all).toBe(1)
  expect(await refused(admin, 'GET', '/api/audit?from=2026-02-30')).toMatchObject({ status: 400, code: 'bad-request' })
  const file = await unzipped(await admin.file('GET', '/api/audit.xlsx?action=class.open'))
  const text =
    new TextDecoder().decode(file.get('xl/worksheets/sheet1.xml')) +
    new TextDecoder().decode(file.get('xl/sharedStrings.xml'))
  expect(text).toContain('第56期')
  expect((await json<AuditPage>(admin, 'GET', '/api/audit?action=audit.export')).rows[0]).toMatchObject({
    action: '导出操作记录',
    detail: '行数：56',
  })

  async function many() {
    const world = await opened()
    const openClass = async (n: number) => {
      world.clock.pass(1000)
      await world.admin.openClass({ name: `第${n}期` })
    }
    for (let n = 1; n <= 55; n++) await openClass(n)
    return { ...world, openClass }
  }
})
