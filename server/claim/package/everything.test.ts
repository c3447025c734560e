import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { expect, it, onTestFinished } from 'vitest'
import { fromUtf8 } from '../../../shared/crypto'
import { verifyPackage } from '../../../shared/package/verify'
import { filePlan } from '../../../test/e2e/bureau-filing'
import { firm } from '../../../test/e2e/bureau-firms'
import { nodeCrypto } from '../../crypto'
import { handedIn } from '../claims/claims.fixture'
import { readZip } from '../read-zip'
import { builtInRules, unzipped } from '../school.fixture'
import { startEverything } from './everything'

/** A school with a filed plan, three classes, of which nobody joined one, a claim that was handed in and a draft. */
async function closing() {
  const desk = await firm('绥化市示范职业培训学校')
  onTestFinished(() => desk.school.close())
  await filePlan(desk, { people: ['钱一'], first: 20, from: '2027-03-01', to: '2027-04-01' })
  const first = await desk.openClass(['王晓明'])
  const second = await desk.openClass(['赵敏'], { name: '育婴员第2期' }, 5)
  await desk.studies(first.id, first.codes[0] ?? '', '88')
  await handedIn(desk, first.id)
  await desk.school.join(second.id, second.codes[0] ?? '')
  await desk.create(second.id)
  await desk.openClass(['孙二'], { name: '没有人加入的班' }, 7)
  return { ...desk, deps: desk.school.deps }
}

it('hands over every filing, class and claim that was handed in, each whole and named with its hash, and no draft', async () => {
  const { deps, actor, school } = await closing()
  const id = await startEverything(deps, actor)
  while (deps.jobs.of(actor, id).state === 'running') await setImmediate()
  expect(deps.jobs.of(actor, id)).toMatchObject({ state: 'done' })
  const made = deps.jobs.file(actor, id)
  const path = 'path' in made ? made.path : expect.fail('in memory')
  const parts = await unzipped(readFileSync(path))
  const [list] = [...parts].filter(([name]) => name.endsWith('/移交清单.csv')).map(([, bytes]) => fromUtf8(bytes))
  const rows = (list ?? '').slice(1).trim().split('\r\n').slice(1)
  expect(rows.map((row) => row.split(',')[1])).toEqual([
    '备案或开班申请 养老护理员培训',
    expect.stringMatching(/^培训班 /),
    '培训班 育婴员第2期',
    expect.stringMatching(/^补贴申请 /),
  ])
  const trusted = await school.trusted()
  for (const row of rows) {
    const [name = '', , bytes, sha256, problem] = row.split(',')
    const part = [...parts].find(([one]) => one.endsWith(`/${name}`))?.[1] ?? expect.fail(name)
    expect([String(part.length), createHash('sha256').update(part).digest('hex'), problem]).toEqual([bytes, sha256, ''])
    if (name.startsWith('备案/')) continue
    const report = await verifyPackage(nodeCrypto, (await readZip(part)).files, { trusted, builtInRules })
    expect(report.verdict, name).toBe('good')
  }
  const [audit] = await deps.store.read
    .select()
    .from(deps.store.t.audit)
    .where(eq(deps.store.t.audit.action, 'hand-over.everything'))
  expect(audit?.detail).toContain('4')
  await deps.jobs.close()
  expect(existsSync(path), 'gone with its job').toBe(false)
})

it('is of 负责人, who train: not of a clerk', async () => {
  const { deps, actor } = await closing()
  await expect(startEverything(deps, { ...actor, role: 'hr' })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(startEverything(deps, { ...actor, kind: 'bureau' })).rejects.toMatchObject({ code: 'not-allowed' })
})
