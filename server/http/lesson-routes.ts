import { Hono } from 'hono'
import * as v from 'valibot'
import { absenceRequest, cancelLessonRequest, lessonRequest, rollRequest } from '../../shared/api/lessons'
import { MAX_EVIDENCE } from '../../shared/appeals'
import type { Deps } from '../deps'
import { recordAbsence } from '../lessons/absences'
import { lessonPlanOf } from '../lessons/against-plan'
import { lessonsFromTimetable } from '../lessons/from-timetable'
import { showLessonCode } from '../lessons/lesson-code'
import { lessonDetail } from '../lessons/lesson-detail'
import { cancelLesson, changeLesson, planLesson } from '../lessons/save-lesson'
import { signSheet } from '../lessons/sign-sheet'
import { takeRoll, uploadSheet } from '../lessons/take-roll'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { limited } from './limited'

/** Lessons that are held at a time: shared/api/lessons.ts. Behind the session. */
export function lessonRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/classes/:id/lesson-plan', async (c) =>
    c.json(await lessonPlanOf(deps, c.get('actor'), c.req.param('id'))),
  )
  routes.post('/classes/:id/lessons', async (c) => {
    const request = v.parse(lessonRequest, await json(c.req.raw))
    return c.json({ id: await planLesson(deps, c.get('actor'), c.req.param('id'), request) })
  })
  routes.post('/classes/:id/lessons/timetable', async (c) =>
    c.json({ made: await lessonsFromTimetable(deps, c.get('actor'), c.req.param('id')) }),
  )
  routes.post('/classes/:id/absences', async (c) => {
    await recordAbsence(deps, c.get('actor'), c.req.param('id'), v.parse(absenceRequest, await json(c.req.raw)))
    return c.json({})
  })
  routes.get('/lessons/:lesson', async (c) => c.json(await lessonDetail(deps, c.get('actor'), c.req.param('lesson'))))
  routes.post('/lessons/:lesson', async (c) => {
    await changeLesson(deps, c.get('actor'), c.req.param('lesson'), v.parse(lessonRequest, await json(c.req.raw)))
    return c.json(await lessonDetail(deps, c.get('actor'), c.req.param('lesson')))
  })
  routes.post('/lessons/:lesson/cancel', async (c) => {
    const { reason } = v.parse(cancelLessonRequest, await json(c.req.raw))
    await cancelLesson(deps, c.get('actor'), c.req.param('lesson'), reason)
    return c.json(await lessonDetail(deps, c.get('actor'), c.req.param('lesson')))
  })
  routes.get('/lessons/:lesson/code', async (c) => {
    c.header('Cache-Control', 'no-store')
    return c.json(await showLessonCode(deps, c.get('actor'), c.req.param('lesson')))
  })
  routes.post('/lessons/:lesson/roll', async (c) => {
    await takeRoll(deps, c.get('actor'), c.req.param('lesson'), v.parse(rollRequest, await json(c.req.raw)))
    return c.json(await lessonDetail(deps, c.get('actor'), c.req.param('lesson')))
  })
  routes.get('/lessons/:lesson/sheet', async (c) => {
    const { file, name } = await signSheet(deps, c.get('actor'), c.req.param('lesson'))
    return download(c, file, name, XLSX)
  })
  routes.post('/lessons/:lesson/evidence', limited(MAX_EVIDENCE, '附件超过 2 MB，请压缩或裁剪后再上传'), async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    return c.json({ hash: await uploadSheet(deps, c.get('actor'), c.req.param('lesson'), bytes) })
  })
  return routes
}
