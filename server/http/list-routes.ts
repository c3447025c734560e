import { Hono } from 'hono'
import * as v from 'valibot'
import { boardQuery } from '../../shared/api/board'
import { bureauFindingsQuery } from '../../shared/api/bureau-across'
import { intakeQuery, stagesQuery } from '../../shared/api/bureau-intake'
import { claimPeopleQuery, claimsQuery } from '../../shared/api/claims'
import { absencesQuery, lessonsQuery, retrainingQuery, taughtQuery } from '../../shared/api/lessons'
import {
  appealsQuery,
  attendanceQuery,
  classesQuery,
  devicesQuery,
  findingsQuery,
  handInsQuery,
  papersQuery,
  pendingQuery,
  peopleQuery,
  plansQuery,
  questionsQuery,
  resultsQuery,
  rosterQuery,
} from '../../shared/api/lists'
import { filesQuery } from '../../shared/api/media'
import { importedQuery, importsQuery } from '../../shared/api/sources'
import { boardColumns } from '../board/board-columns'
import { listBoard } from '../board/people'
import { listBureauFindings } from '../bureau/across/list-findings'
import type { Deps } from '../deps'
import { listAbsences } from '../lists/absences'
import { listAppeals } from '../lists/appeals'
import { listAttendance } from '../lists/attendance'
import { bureauFindingColumns } from '../lists/bureau-finding-columns'
import { claimColumns, claimPeopleColumns } from '../lists/claim-columns'
import { listClaimPeople } from '../lists/claim-people'
import { listClaims } from '../lists/claims'
import { listClasses } from '../lists/classes'
import * as columns from '../lists/columns'
import { listDevices } from '../lists/devices'
import { papersColumns, resultsColumns } from '../lists/exam-columns'
import { listFindings } from '../lists/findings'
import { listHandIns } from '../lists/hand-ins'
import { importColumns, importedColumns } from '../lists/import-columns'
import { listImported, listImports } from '../lists/imports'
import { listIntake } from '../lists/intake'
import { intakeColumns, stageColumns } from '../lists/intake-columns'
import * as lessonColumns from '../lists/lesson-columns'
import { listLessons } from '../lists/lessons'
import { listPapers } from '../lists/papers'
import { listPending } from '../lists/pending'
import { listPeople } from '../lists/people'
import { listPlans } from '../lists/plans'
import { listQuestions } from '../lists/questions'
import { listResults } from '../lists/results'
import { listRetraining } from '../lists/retraining'
import { listRoster } from '../lists/roster'
import { listStages } from '../lists/stages'
import { listTeachingLog } from '../lists/teaching-log'
import { videoColumns } from '../lists/video-columns'
import { listFiles } from '../media/list-files'
import { classOf } from '../training/class-of'
import { readHome } from '../training/home'
import type { Env } from './decision-routes'
import { type List, type ListSchema, serveList } from './serve-list'

const homePage = v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/), v.transform(Number))

/** The lists of shared/api/lists.ts: each page by page, and whole as XLSX below /exports. Behind the session. */
export function listRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()

  add({
    ...{ path: '/classes', title: '培训班', query: classesQuery, columns: () => columns.classColumns },
    read: ({ actor }, query) => listClasses(deps, actor, query),
  })
  add({
    ...{ path: '/people', title: '人员', query: peopleQuery, columns: () => columns.peopleColumns },
    read: ({ actor }, query) => listPeople(deps, actor, query),
  })
  add({
    ...{ path: '/plans', title: '培训计划（方案）', query: plansQuery, columns: () => columns.planColumns },
    read: ({ actor }, query) => listPlans(deps, actor, query),
  })
  add({
    ...{ path: '/claims', title: '补贴申请', query: claimsQuery, columns: () => claimColumns },
    read: ({ actor }, query) => listClaims(deps, actor, query),
  })
  add({
    ...{ path: '/claims/:id/people', title: '补贴申请人员', query: claimPeopleQuery },
    columns: () => claimPeopleColumns,
    read: ({ actor, id }, query) => listClaimPeople(deps, actor, id, query),
  })
  add({
    ...{ path: '/appeals', title: '复核申请', query: appealsQuery, columns: () => columns.appealColumns },
    read: ({ actor }, query) => listAppeals(deps, actor, query),
  })
  add({
    ...{ path: '/questions', title: '学员提问', query: questionsQuery, columns: () => columns.questionColumns },
    read: ({ actor }, query) => listQuestions(deps, actor, query),
  })
  add({
    ...{ path: '/classes/:id/roster', title: '学员名册与学时', query: rosterQuery },
    columns: async ({ actor, id }) =>
      columns.rosterColumns((await classOf(deps.store, id, actor.organisation)).plan.policy),
    read: ({ actor, id }, query) => listRoster(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/board/people', title: '班级看板', query: boardQuery },
    columns: async ({ actor, id }) => boardColumns((await classOf(deps.store, id, actor.organisation)).plan.policy),
    read: ({ actor, id }, query) => listBoard(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/findings', title: '待核实事项', query: findingsQuery },
    columns: () => columns.findingColumns,
    read: ({ actor, id }, query) => listFindings(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/appeals', title: '复核申请', query: appealsQuery, columns: () => columns.appealColumns },
    read: ({ actor, id }, query) => listAppeals(deps, actor, query, id),
  })
  add({
    ...{ path: '/classes/:id/attendance', title: '签到考勤', query: attendanceQuery },
    columns: () => columns.attendanceColumns,
    read: ({ actor, id }, query) => listAttendance(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/devices', title: '设备', query: devicesQuery, columns: () => columns.deviceColumns },
    read: ({ actor, id }, query) => listDevices(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/pending', title: '待核对', query: pendingQuery, columns: () => columns.pendingColumns },
    read: ({ actor, id }, query) => listPending(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/hand-ins', title: '导入记录', query: handInsQuery, columns: () => columns.handInColumns },
    read: ({ actor, id }, query) => listHandIns(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/lessons', title: '课程安排', query: lessonsQuery },
    columns: () => lessonColumns.lessonColumns,
    read: ({ actor, id }, query) => listLessons(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/absences', title: '请假与补学', query: absencesQuery },
    columns: () => lessonColumns.absenceColumns,
    read: ({ actor, id }, query) => listAbsences(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/retraining', title: '重复培训提醒', query: retrainingQuery },
    columns: () => lessonColumns.retrainingColumns,
    read: ({ actor, id }, query) => listRetraining(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/teaching-log', title: '授课记录', query: taughtQuery },
    columns: () => lessonColumns.taughtColumns,
    read: ({ actor, id }, query) => listTeachingLog(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/imports', title: '其他来源的导入', query: importsQuery, columns: () => importColumns },
    read: ({ actor, id }, query) => listImports(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/imported', title: '其他来源的学习时间', query: importedQuery },
    columns: () => importedColumns,
    read: ({ actor, id }, query) => listImported(deps, actor, id, query),
  })
  add({
    ...{ path: '/classes/:id/results', title: '学员考核', query: resultsQuery, columns: () => resultsColumns },
    read: ({ actor, id }, query) => listResults(deps, actor, id, query),
  })
  add({
    ...{ path: '/tests/:id/papers', title: '测试答卷', query: papersQuery, columns: () => papersColumns },
    read: ({ actor, id }, query) => listPapers(deps, actor, id, query),
  })
  add({
    ...{ path: '/media/files', title: '授课视频', query: filesQuery, columns: () => videoColumns },
    read: ({ actor }, query) => listFiles(deps, actor, query),
  })
  add({
    ...{ path: '/bureau/intake', title: '收件', query: intakeQuery, columns: () => intakeColumns },
    read: ({ actor }, query) => listIntake(deps, actor, query),
  })
  add({
    ...{ path: '/bureau/stages', title: '阶段包', query: stagesQuery, columns: () => stageColumns },
    read: ({ actor }, query) => listStages(deps, actor, query),
  })
  add({
    ...{ path: '/bureau/claims/:id/findings', title: '疑点', query: bureauFindingsQuery },
    columns: () => bureauFindingColumns,
    read: ({ actor, id }, query) => listBureauFindings(deps, actor, id, query),
  })
  routes.get('/home', async (c) => {
    const page = v.parse(homePage, c.req.query('page') ?? '1')
    return c.json(await readHome(deps, c.get('actor'), page))
  })
  return routes

  function add<S extends ListSchema, Row>(list: List<S, Row>): void {
    serveList(routes, deps, list)
  }
}
