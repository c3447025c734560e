import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { Hono } from 'hono'
import { expect, it, onTestFinished } from 'vitest'
import { dayOf, showTime } from '../../../../shared/calendar/beijing'
import { readBureauAct } from '../../../../shared/claim/bureau-act'
import { fingerprint } from '../../../../shared/record/batch'
import { TestClock } from '../../../access/access.fixture'
import type { Actor } from '../../../access/actor'
import { openZip } from '../../../claim/open-zip'
import { nodeCrypto } from '../../../crypto'
import { downloadKept } from '../../../http/download'
import { openBureau } from '../../bureau.fixture'
import { comment } from '../../review/comment'
import { drawChecks } from '../../review/draw'
import { announceDraw } from '../../review/draw-plan'
import { noteInterview } from '../../review/interview'
import { answerReopening, askToReopen } from '../../review/reopen'
import { ruleOn } from '../../review/rulings'
import { makeExport, startAuditorExport } from './auditor-export'

type Bureau = Awaited<ReturnType<typeof openBureau>>

/** The file once the job is done. */
async function ended({ deps }: Pick<Bureau, 'deps'>, actor: Actor, id: string) {
  while (deps.jobs.of(actor, id).state === 'running') await setImmediate()
  const made = deps.jobs.file(actor, id)
  return 'path' in made ? made : expect.fail('in memory')
}

async function desk() {
  const clock = new TestClock()
  const bureau = await openBureau({}, clock)
  onTestFinished(bureau.close)
  const [clerk, auditor] = [await bureau.member('hr', '李经办'), await bureau.member('auditor')]
  const one = bureau.someone(1)
  const id = await bureau.claim(await bureau.firm('示范学校'), [one], { title: '=SUM(A1),第一批' })
  await comment(bureau.deps, clerk, id, '电话"问过"')
  const read = async (authorisation: string) => {
    const id = await startAuditorExport(bureau.deps, auditor, { authorisation })
    const made = await ended(bureau, auditor, id)
    const zip = await openZip(made.path)
    onTestFinished(() => zip.close())
    return async (name: string) => Buffer.from((await zip.get(`${name}.csv`)) ?? []).toString('utf8')
  }
  return { ...bureau, clock, clerk, auditor, one, read }
}

it('is flat files with a mark of UTF-8 and a dictionary of every column, ID numbers masked, formulas disarmed', async () => {
  const { one, read } = await desk()
  const file = await read('')
  const people = await file('人员')
  expect(people.startsWith('\ufeff受理号,序号,培训班')).toBe(true)
  expect(people).toContain(`${one.idNumber.slice(0, 6)}********${one.idNumber.slice(-4)}`)
  expect(people).not.toContain(one.idNumber)
  expect(await file('补贴申请')).toContain(`"'=SUM(A1),第一批"`)
  expect(await file('办理过程')).toContain('"内容：电话""问过""",李经办')
  const dictionary = await file('字段说明')
  for (const name of [
    '单位',
    '备案',
    '巡查',
    '补贴申请',
    '人员',
    '资料包',
    '疑点',
    '审核意见',
    '认定',
    '抽签',
    '回访',
    '公示名单',
    '异议',
    '拨付',
    '追回',
    '签名文件',
    '操作记录',
  ]) {
    const [heads = ''] = (await file(name)).slice(1).split('\r\n')
    for (const title of heads.split(','))
      expect(dictionary, name).toMatch(new RegExp(`${name}\\.csv,[^\\n]*,${title},`))
  }
})

it('says of a package that was disposed of when it went and by which rule, and nothing of one that is kept or was only asked for', async () => {
  const { deps, organisation, clock, clerk, read } = await desk()
  const { t } = deps.store
  const at = clock.now()
  await deps.store.tx(async (q) => {
    for (const id of ['gone', 'kept', 'asked']) {
      const sha256 = createHash('sha256').update(id).digest('hex')
      await q.insert(t.bureauPackage).values({
        ...{ id, organisation, firm: null, claim: null, kind: 'class', version: 0, content: sha256, sha256, bytes: 1 },
        ...{ name: id, bag: 'bag', verdict: 'agrees', report: '{}', key: null, dataHash: null, by: '-', at },
      })
    }
    for (const one of ['gone', 'asked']) {
      await q.insert(t.bureauDisposal).values({ id: one, organisation, reason: '到期', by: 'another', at })
      const over = { last: '2020-01-31', rule: '最短留存期' }
      await q.insert(t.bureauDisposalPackage).values({ disposal: one, package: one, ...over })
    }
    for (const step of ['confirmed', 'done'])
      await q.insert(t.bureauDisposalStep).values({ disposal: 'gone', step, by: clerk.member, at })
  })
  const [heads, ...lines] = (await (await read(''))('资料包')).trim().split('\r\n')
  expect(heads).toMatch(/,销毁时间,依据$/)
  const ends = Object.fromEntries(lines.map((line) => [line.split(',')[1], line.split(',').slice(-2)]))
  expect(ends).toEqual({
    gone: [showTime(at), '最短留存期，留存到 2020-01-31'],
    kept: ['', ''],
    asked: ['', ''],
  })
})

it('has full ID numbers only with the number of an authorisation, and the audit says by which', async () => {
  const { deps, one, read } = await desk()
  expect(await (await read('绥审〔2026〕12号'))('人员')).toContain(one.idNumber)
  const rows = await deps.store.read.select().from(deps.store.t.audit)
  const row = rows.find(({ action }) => action === 'audit-data.export-full')
  expect(row?.detail).toContain('绥审〔2026〕12号')
})

it('is for administrators, 负责人 and auditors alone', async () => {
  const { deps, clerk } = await desk()
  await expect(startAuditorExport(deps, clerk, { authorisation: '' })).rejects.toMatchObject({ code: 'not-allowed' })
})

it('is of who asked alone, waits a day, and is gone from the disk after it', async () => {
  const { deps, clock, auditor, member } = await desk()
  const id = await startAuditorExport(deps, auditor, { authorisation: '绥审〔2026〕12号' })
  const { path } = await ended({ deps }, auditor, id)
  for (const other of [await member('administrator'), await member('auditor', '另一人')])
    expect(() => deps.jobs.file(other, id)).toThrow('没有这项任务')
  expect(deps.jobs.of(auditor, id).until).toBe(clock.now() + 86_400_000)
  clock.at += 86_400_001
  expect(() => deps.jobs.file(auditor, id)).toThrow('没有这项任务')
  while (existsSync(path)) await setImmediate()
})

it('is fetched in stretches after a connection broke, to the same bytes', async () => {
  const { deps, auditor } = await desk()
  const id = await startAuditorExport(deps, auditor, { authorisation: '' })
  const made = await ended({ deps }, auditor, id)
  const app = new Hono().get('/', (c) => downloadKept(c, made, id))
  const part = async (headers: Record<string, string>) => {
    const answer = await app.request('/', { headers })
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) }
  }
  const first = await part({ range: 'bytes=0-99' })
  const etag = first.headers.get('etag') ?? ''
  const rest = await part({ range: 'bytes=100-', 'if-range': etag })
  expect([first.status, rest.status]).toEqual([206, 206])
  expect(rest.headers.get('content-range')).toBe(`bytes 100-${made.bytes - 1}/${made.bytes}`)
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  expect(digest(Buffer.concat([first.bytes, rest.bytes]))).toBe(digest(readFileSync(made.path)))
  expect((await part({ range: 'bytes=100-', 'if-range': '"another"' })).status, 'other bytes begin anew').toBe(200)
  expect((await part({ range: `bytes=${made.bytes}-` })).status).toBe(416)
})

it('says which file it is at and how many of them there are', async () => {
  const { deps, auditor } = await desk()
  const said: [string, number, number][] = []
  await makeExport(deps, auditor, { authorisation: '' }, (...step) => void said.push(step))
  expect(new Set(said.map(([, at, all]) => [at, all].join('/'))).size, '字段说明 and eighteen files').toBe(19)
})

it('says who was ruled on and why, who was drawn by which value, and what they answered', async () => {
  const { deps, clock, clerk, read } = await desk()
  const { t } = deps.store
  const [person] = await deps.store.read.select().from(t.bureauPerson)
  const claim = person?.claim ?? ''
  const off = { online: '2.00', offline: '0', incomplete: false, whole: false, money: 0, reason: '两段重复' }
  await ruleOn(deps, clerk, claim, { ...off, people: [person?.id ?? ''] })
  await announceDraw(deps, clerk, { publicDay: dayOf(clock.now() + 86_400_000) })
  clock.pass(86_400_000)
  const [plan] = await deps.store.read.select().from(t.bureauDrawPlan)
  const publicDay = plan?.publicDay ?? ''
  await drawChecks(deps, clerk, { announcement: plan?.id ?? '', publicValue: '3 8 1', publicDay, reason: '' })
  const answers = [{ id: 'days', answer: '上午', fits: 'yes' as const }]
  await noteInterview(deps, clerk, person?.id ?? '', { result: 'agrees', how: 'phone', answers, remark: '属实' })
  const file = await read('')
  expect(await file('认定')).toMatch(/001,学员1,扣减,2\.00,0,否,0\.00,38\.00,\d+\.00,两段重复,李经办,/)
  expect(await file('抽签')).toMatch(new RegExp(`001,学员1,1,381,${publicDay},[0-9a-f]{64},1,李经办,`))
  expect(await file('回访')).toMatch(/001,学员1,电话,与记录相符,"?.*上午（相符）"?,属实,李经办,/)
})

it('holds every statement as it was signed, so that anybody can check it', async () => {
  const { deps, organisation, firm, claim, someone, clerk, read, member } = await desk()
  const manager = await member('manager')
  const agreed = await claim(await firm('另一所学校'), [someone(2)], { status: 'agreed' })
  await askToReopen(deps, clerk, agreed, { reason: '成绩表与记录不符' })
  const [asked] = await deps.store.read.select().from(deps.store.t.bureauReopening)
  await answerReopening(deps, manager, agreed, { reopening: asked?.id ?? '', confirm: true, note: '' })
  const file = (await read(''))('签名文件')
  const cell = /"(\{""body"".*\})"\r\n/.exec(await file)?.[1]?.replaceAll('""', '"') ?? ''
  const { body, key } = await readBureauAct(nodeCrypto, cell)
  expect([body.kind, body.bureau.id]).toEqual(['reopened', organisation])
  expect(key).toBe(fingerprint(nodeCrypto, (await deps.keys.package(organisation)).publicKey))
})
