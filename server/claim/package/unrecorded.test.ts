import { expect, it, onTestFinished } from 'vitest'
import { fromUtf8, utf8 } from '../../../shared/crypto'
import { files } from '../../../shared/package/layout'
import type { Report } from '../../../shared/package/report'
import { claimDesk, plainPolicy } from '../claims/claims.fixture'
import { readZip } from '../read-zip'
import { madeBytes } from '../school.fixture'
import { buildClaimPackage } from './claim-package'

const NOTE = '包内没有本软件采集的学习记录（甲）'

/** A class of one that nobody recorded anything of: its hours are the platform's own record (乙), on a server whose log is empty. */
async function unrecorded() {
  const desk = await claimDesk()
  onTestFinished(() => desk.close())
  const { id } = await desk.openClass(['王晓明'], {
    policy: { ...plainPolicy, sources: { 乙: 1000 }, passMark: undefined },
  })
  const choices = JSON.stringify({ kind: 'study', platform: 'px.class.com.cn' })
  const query = new URLSearchParams({ name: '学习记录.csv', choices })
  const record = utf8('姓名,课程,章节,时长(分钟)\n王晓明,养老护理员（初级）,第一章,9\n')
  await desk.send('POST', `/api/classes/${id}/sources?${query}`, record)
  await desk.school.deps.deriver.settle()
  return { desk, id }
}

const said = ({ verdict, checks, notes }: Report) => ({
  verdict,
  problems: checks.flatMap(({ problems }) => problems),
  notes: notes.join('\n'),
})

it('the package of a class that rests on 乙 alone holds the log as it stands and no chain, and the verifier says so', async () => {
  const { desk, id } = await unrecorded()
  const { bag } = await desk.school.package(id)
  expect([...bag.keys()].filter((path) => path.startsWith('data/chains/'))).toEqual([])
  expect(fromUtf8(bag.get(files.checkpoint) ?? new Uint8Array())).toMatch(/^xueji\/[^\n]+\/0\n0\n/)
  const report = await desk.school.verify(bag)
  expect(said(report)).toEqual({ verdict: 'good', problems: [], notes: expect.stringContaining(NOTE) })
  expect(report.notes.join('\n')).toMatch(/参训编号 001 各来源（计入\/所载）：甲 0秒，乙 9分00秒\/9分00秒/)
})

it('so does that of a claim, whose hours and amounts are reckoned again from it', async () => {
  const { desk, id } = await unrecorded()
  await desk.rates({ conditions: {} })
  const claim = await desk.create(id)
  const seats = (await desk.people(claim.id)).map(({ seat }) => seat)
  await desk.act(claim.id, 'people', { add: seats, remove: [] })
  const made = await buildClaimPackage(desk.school.deps, desk.actor, claim.id)
  const bag = (await readZip(madeBytes(made))).files
  const report = await desk.school.verify(bag)
  expect(said(report)).toEqual({ verdict: 'good', problems: [], notes: expect.stringContaining(NOTE) })
  expect(report.claim?.asked).toMatchObject([{ number: '001', hours: '0.20' }])
})
