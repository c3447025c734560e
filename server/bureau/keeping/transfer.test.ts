import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { dayOf } from '../../../shared/calendar/beijing'
import { readTables } from '../../training/roster/read-table'
import { openBureau } from '../bureau.fixture'
import { courseOf } from './course'
import { recordTransfer, transferPaper, transferState } from './transfer'

it('takes over what a closing 单位 leaves: every claim of it says so, and a list names each package by its hash', async () => {
  const { deps, organisation, close, ...bureau } = await openBureau()
  onTestFinished(close)
  const clerk = await bureau.member('hr', '李经办')
  const [closing, staying] = [await bureau.firm('示范学校'), await bureau.firm('别的学校')]
  const claim = await bureau.claim(closing, [bureau.someone(1)])
  const other = await bureau.claim(staying, [bureau.someone(2)])
  const put = (firm: string, sha256: string, name: string) =>
    deps.store.tx((q) =>
      q.insert(deps.store.t.bureauPackage).values({
        ...{ id: randomUUID(), organisation, firm, claim: null, kind: 'class', version: 0, content: sha256, sha256 },
        ...{ bytes: 1, name, bag: 'bag', verdict: 'agrees', report: '{}', key: null, dataHash: null, by: '-', at: 1 },
      }),
    )
  await put(closing, 'a'.repeat(64), '第一期.zip')
  await put(staying, 'b'.repeat(64), '别的.zip')
  await expect(transferPaper(deps, clerk, closing, 'xlsx')).rejects.toMatchObject({ code: 'not-found' })
  const day = dayOf(deps.clock.now())
  await recordTransfer(deps, clerk, closing, { day, who: '张校长', what: '纸质签到表 3 册', reason: '学校注销' })
  expect(await transferState(deps, clerk, closing)).toMatchObject({ packages: 1, transfers: [{ who: '张校长', day }] })
  const text = JSON.stringify(await readTables((await transferPaper(deps, clerk, closing, 'xlsx')).file))
  expect(text).toContain('a'.repeat(64))
  expect(text).toContain('纸质签到表 3 册')
  expect(text).not.toContain('b'.repeat(64))
  expect((await courseOf(deps, clerk, claim)).at(-1)).toMatchObject({ what: '移交', by: '李经办' })
  expect(await courseOf(deps, clerk, other)).toEqual([])
})
