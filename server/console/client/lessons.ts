import * as v from 'valibot'
import {
  type AbsenceRequest,
  absencesPage,
  type LessonRequest,
  lessonCode,
  lessonDetail,
  lessonPlan,
  lessonsPage,
  myLessons,
  type RollRequest,
  retrainingPage,
  type SignLesson,
  taughtPage,
} from '../../../shared/api/lessons'
import type { ListQuery } from '../../../shared/api/lists'
import { ask, askFile } from './http'
import { ofClass, queryText } from './lists'

const nothing = v.object({})
const of = (id: string, rest = '') => `/lessons/${encodeURIComponent(id)}${rest}`

/** Lessons held at a time: the routes of shared/api/lessons.ts. All throw `Problem`. */
export const lessons = {
  list: (id: string) => (query: ListQuery) => ask(lessonsPage, 'GET', `${ofClass(id, 'lessons')}?${queryText(query)}`),
  absences: (id: string) => (query: ListQuery) =>
    ask(absencesPage, 'GET', `${ofClass(id, 'absences')}?${queryText(query)}`),
  retraining: (id: string) => (query: ListQuery) =>
    ask(retrainingPage, 'GET', `${ofClass(id, 'retraining')}?${queryText(query)}`),
  log: (id: string) => (query: ListQuery) =>
    ask(taughtPage, 'GET', `${ofClass(id, 'teaching-log')}?${queryText(query)}`),
  plan: (id: string) => ask(lessonPlan, 'GET', ofClass(id, 'lesson-plan')),
  add: async (id: string, request: LessonRequest) =>
    (await ask(v.object({ id: v.string() }), 'POST', ofClass(id, 'lessons'), request)).id,
  fromTimetable: async (id: string) =>
    (await ask(v.object({ made: v.number() }), 'POST', ofClass(id, 'lessons/timetable'), {})).made,
  absence: (id: string, request: AbsenceRequest) => ask(nothing, 'POST', ofClass(id, 'absences'), request),
  one: (id: string) => ask(lessonDetail, 'GET', of(id)),
  change: (id: string, request: LessonRequest) => ask(lessonDetail, 'POST', of(id), request),
  cancel: (id: string, reason: string) => ask(lessonDetail, 'POST', of(id, '/cancel'), { reason }),
  code: (id: string) => ask(lessonCode, 'GET', of(id, '/code')),
  roll: (id: string, request: RollRequest) => ask(lessonDetail, 'POST', of(id, '/roll'), request),
  sheet: (id: string) => askFile('GET', of(id, '/sheet'), '签到表.xlsx'),
  evidence: async (id: string, file: Blob) =>
    (await ask(v.object({ hash: v.string() }), 'POST', of(id, '/evidence'), file)).hash,
}

/** Lessons on the trainee's phone page, by the token of its link. */
export const ownLessons = {
  look: (token: string) => ask(myLessons, 'GET', '/my/lessons', undefined, token),
  sign: (token: string, request: SignLesson) => ask(myLessons, 'POST', '/my/lessons', request, token),
}
