import { afterAll, beforeAll, expect, it } from 'vitest'
import { fromUtf8 } from '../../shared/crypto'
import type { Bag } from '../../shared/package/bag'
import { APPEALS, evidenceFile, files } from '../../shared/package/layout'
import { firstDefaultPolicy } from '../../shared/study/policies'
import { HOUR, type Pupil, people, resigned, School } from './school.fixture'

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

let school: School
beforeAll(async () => {
  school = await School.open()
})
afterAll(() => school.close())

const text = (bag: Bag, path: string) => fromUtf8(bag.get(path) ?? expect.fail(`no ${path}`))
const post = async (path: string, body: object | Uint8Array) => {
  const response = await school.hr.call('POST', path, body)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}
const figure = async (id: string) => {
  await school.deps.deriver.settle()
  const [row] = (await school.hr.class(id)).roster
  return row?.credited
}
/** An hour with ten minutes that count and one hidden, which the trainee objects to. */
async function objected(pupil: Pupil) {
  const from = school.clock.ms + 300_000
  await school.hour(pupil)
  const line = pupil.device.appealLine(
    { kind: 'deduction', from, to: from + 60_000, reason: 'hidden' },
    '页面在副屏上',
    PNG,
  )
  expect((await pupil.device.ask('/appeal', line)).status).toBe(200)
  return { id: line.appeal.id, from }
}

it('a decision changes the figures, server and verifier alike; a later one takes it back; the bureau is told of all', async () => {
  const { id, codes } = await school.openClass(people('王晓明'), { policy: { ...firstDefaultPolicy, credit: 2 } })
  const pupil = await school.join(id, codes[0] ?? '')
  const { id: appeal, from } = await objected(pupil)
  expect(await figure(id)).toBe(600_000)
  const { hash: evidence } = await post('/api/evidence', PNG)
  await post(`/api/appeals/${appeal}`, { outcome: 'accept', reason: '截图属实', evidence, from, to: from + 60_000 })
  expect(await figure(id)).toBe(660_000)

  const { bag } = await school.package(id)
  const report = await school.verify(bag)
  expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
  expect(report.seats).toMatchObject([{ credited: 660_000 }])
  expect(report.notes.join('\n')).toContain('申请复核 1 件：已采纳 1 件')
  expect(report.notes.join('\n')).toMatch(
    /更正：参训编号 001 .* 恢复计入，答复申请复核 .*：截图属实；依据 [0-9a-f]{8}$/m,
  )
  expect(bag.get(evidenceFile(evidence))).toEqual(new Uint8Array(PNG))

  const key = await school.deps.keys.package(school.organisation)
  const forged = {
    'words of the trainee changed': { [APPEALS]: text(bag, APPEALS).replace('页面在副屏上', '我没有看') },
    'appeal left out': { [APPEALS]: undefined },
    'decision invented': { [files.facts]: text(bag, files.facts).replace(appeal, '0'.repeat(32)) },
    'evidence exchanged': { [evidenceFile(evidence)]: 'another file' },
  }
  for (const [what, change] of Object.entries(forged))
    expect(await school.verify(await resigned(bag, change, key)), what).toMatchObject({ verdict: 'bad' })

  await post(`/api/appeals/${appeal}`, { outcome: 'reject', reason: '重新核对：页面已切走' })
  expect(await figure(id)).toBe(600_000)
  const later = await school.verify((await school.package(id)).bag)
  expect(later).toMatchObject({ verdict: 'good', seats: [{ credited: 600_000 }] })
  expect(later.notes.join('\n')).toContain('申请复核 1 件：未采纳 1 件')
})

it('time that HR takes back is no longer counted, and shows as corrected', async () => {
  const { id, codes } = await school.openClass(people('李𠮷'), { policy: { ...firstDefaultPolicy, credit: 2 } })
  const pupil = await school.join(id, codes[0] ?? '')
  const from = school.clock.ms
  await school.hour(pupil)
  const { roster } = await school.hr.class(id)
  await post(`/api/seats/${roster[0]?.seat}/withdraw`, { from, to: from + 100_000, reason: '本人说明不在场' })
  expect(await figure(id)).toBe(500_000)
  const report = await school.verify((await school.package(id)).bag)
  expect(report).toMatchObject({ verdict: 'good', seats: [{ credited: 500_000, deductions: { corrected: 100_000 } }] })
  expect(report.notes.join()).toContain('单位自行更正：本人说明不在场')
  school.clock.ms += HOUR
})

it('under a policy of version 1 nothing is accepted that would change nothing', async () => {
  const { id, codes } = await school.openClass(people('赵未到'), { policy: firstDefaultPolicy })
  const pupil = await school.join(id, codes[0] ?? '')
  const { id: appeal, from } = await objected(pupil)
  const accept = { outcome: 'accept', reason: '属实', from, to: from + 60_000 }
  const response = await school.hr.call('POST', `/api/appeals/${appeal}`, accept)
  expect([response.status, (await response.json()).code]).toEqual([409, 'conflict'])
})
