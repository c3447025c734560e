import type { PlanPapers } from '../../../shared/api/plans'
import { timetableHeader, timetableRows } from '../../../shared/plan/paper-tables'
import { type Filed, type Paper, papersOf } from '../../../shared/plan/papers'
import { type Actor, requireRole } from '../../access/actor'
import { recordAudit } from '../../access/audit'
import { type FormSheet, workbook } from '../../claim/workbook'
import type { Deps } from '../../deps'
import { filedOf } from './filed'
import { planOf } from './plan-row'

/** The papers of a version to print: numbers masked, or whole for whoever may file, which is audited. */
export async function planPapers(deps: Deps, actor: Actor, id: string, full: boolean): Promise<PlanPapers> {
  const filed = full ? await wholePapers(deps, actor, id, 'print') : await maskedPapers(deps, actor, id)
  return { organisation: filed.organisation.name, papers: papersOf(filed) }
}

async function maskedPapers(deps: Deps, actor: Actor, id: string): Promise<Filed> {
  return filedOf(deps, actor, await planOf(deps.store.read, deps.store, id, actor.organisation), false)
}

/** Audited before anything is shown: it unmasks. */
async function wholePapers(deps: Deps, actor: Actor, id: string, as: string): Promise<Filed> {
  requireRole(actor, 'hr')
  const plan = await planOf(deps.store.read, deps.store, id, actor.organisation)
  const filed = await filedOf(deps, actor, plan, true)
  await deps.store.tx((q) =>
    recordAudit(q, deps.store, deps.clock, actor, 'plan.papers', id, { as, people: filed.roster.length }),
  )
  return filed
}

/** All papers of a version as one workbook. Audited. */
export async function papersWorkbook(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ file: Uint8Array; name: string }> {
  const filed = await wholePapers(deps, actor, id, 'xlsx')
  return { file: await papersXlsx(filed), name: `${filed.details.title || '培训计划'}-报送材料.xlsx` }
}

export const papersXlsx = (filed: Filed): Promise<Uint8Array> =>
  workbook(papersOf(filed).map((paper) => sheetOf(paper, filed)))

/** The timetable alone with its nine columns in the first row: a bureau's import refuses a file with anything else in it. Audited. */
export async function timetableWorkbook(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ file: Uint8Array; name: string }> {
  const filed = await wholePapers(deps, actor, id, 'timetable')
  const columns = timetableHeader.map((title) => ({ title, width: 18, text: true }))
  return {
    file: await workbook([{ name: '课程表', heading: [], columns, rows: timetableRows(filed) }]),
    name: `${filed.details.title || '培训计划'}-课程表.xlsx`,
  }
}

const seal = '单位（盖章）：                    法定代表人（签字）：                    年    月    日'

function sheetOf(paper: Paper, { organisation }: Filed): FormSheet {
  // A sheet's name: 31 signs, none of []:*?/\
  const name = paper.title.replaceAll(/[[\]:*?/\\（）]/g, '').slice(-31)
  const of = `单位：${organisation.name}`
  switch (paper.kind) {
    case 'letter':
      return {
        name: '申请报告',
        heading: [paper.title],
        columns: [{ title: paper.to, width: 100 }],
        rows: paper.paragraphs.map((line) => [`    ${line}`]),
        footing: [of, seal],
      }
    case 'form':
      return {
        name,
        heading: [paper.title],
        columns: [
          { title: '栏目', width: 26 },
          { title: '内容', width: 90, text: true },
        ],
        rows: [...paper.rows, ...paper.opinions.map((label): [string, string] => [label, ''])],
        footing: ['本单位承诺以上内容及所附材料真实。', seal],
      }
    case 'table':
      return {
        name,
        heading: [paper.title, of],
        columns: paper.columns,
        rows: paper.rows,
        footing: [...paper.footing, seal],
      }
  }
}
